import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstSpot,
  type Laid,
  neighbour,
  type Spot,
  steps,
} from '../../../web/plan/grid-layout.ts';

/** A grid with so many blocks in each cell. */
const grids = fc.array(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
});
const laidOf = (counts: readonly (readonly number[])[]) =>
  counts.map((row) => ({ cells: row.map((n) => Array(n).fill({})) })) as unknown as Laid[];

test('the arrow keys lead from block to block, along one row or column, and back again', () => {
  fc.assert(
    fc.property(grids, (counts) => {
      const laid = laidOf(counts);
      const start = firstSpot(
        laid,
        counts.map((_, row) => row),
      );
      expect(start === undefined).toBe(counts.flat().every((n) => n === 0));
      if (!start) return;
      const [row, column] = start;
      // Down the column, every block of it below is met once, in order.
      const met: Spot[] = [start];
      for (let at = start; ; ) {
        const next = neighbour(laid, at, steps.ArrowDown);
        if (!next) break;
        expect(neighbour(laid, next, steps.ArrowUp)).toEqual(at);
        met.push(next);
        at = next;
      }
      const inColumn = counts.slice(row).reduce((sum, cells) => sum + (cells[column] ?? 0), 0);
      expect(met).toHaveLength(inColumn);
      const right = neighbour(laid, start, steps.ArrowRight);
      expect(right?.[1]).toBe(
        counts[row]?.findIndex((n, i) => i > column && n > 0) === -1
          ? undefined
          : counts[row]?.findIndex((n, i) => i > column && n > 0),
      );
      if (right) expect(right[0]).toBe(row);
    }),
  );
});
