import type { Block, GridRow } from '../plan/grid-rows.ts';

/** The rows of two plans in one: each plan's blocks under its own key, those that differ marked. */
export interface SideRows {
  rows: GridRow[];
  /** Keys of blocks that the other plan does not have in that row. */
  different: ReadonlySet<string>;
  /** Weekdays on which something differs, also where another one is shown. */
  days: ReadonlySet<number>;
}

export type Side = 'a' | 'b';

function sideKey(side: Side, row: GridRow, block: Block): string {
  return `${side} ${row.key} ${block.key}`;
}

/**
 * Blocks are the same where they say the same at the same time. Rows are paired by their key; a
 * class, person or room that only one plan knows stands alone.
 *
 * @param onlyDifferent only rows in which something differs on the day that is shown
 * @param day the weekday that is shown; 0: the whole week
 */
export function sideRows(
  a: readonly GridRow[],
  b: readonly GridRow[],
  onlyDifferent: boolean,
  day = 0,
): SideRows {
  const second = new Map(b.map((row) => [row.key, row]));
  const different = new Set<string>();
  const days = new Set<number>();
  const rows: GridRow[] = [];
  const firstKeys = new Set(a.map(({ key }) => key));
  const pairs: [GridRow | undefined, GridRow | undefined][] = [
    ...a.map((row): [GridRow, GridRow | undefined] => [row, second.get(row.key)]),
    ...b
      .filter(({ key }) => !firstKeys.has(key))
      .map((row): [undefined, GridRow] => [undefined, row]),
  ];
  for (const [left, right] of pairs) {
    const row = left ?? (right as GridRow);
    const sides = [
      ['a', left?.blocks ?? []],
      ['b', right?.blocks ?? []],
    ] as const;
    const [ofA, ofB] = sides.map(([, blocks]) => blocks.map(saying)) as [string[], string[]];
    const [saidA, saidB] = [new Set(ofA), new Set(ofB)];
    let isSame = true;
    const marked = sides.flatMap(([side, blocks]) =>
      blocks.map((block, i) => {
        const key = sideKey(side, row, block);
        const isThere = side === 'a' ? saidB.has(ofA[i] ?? '') : saidA.has(ofB[i] ?? '');
        if (!isThere) {
          different.add(key);
          days.add(block.weekday);
          if (day === 0 || block.weekday === day) isSame = false;
        }
        return { ...block, key };
      }),
    );
    if (!onlyDifferent || !isSame) rows.push({ ...row, blocks: marked });
  }
  return { rows, different, days };
}

/** What people would read of it, as one text. */
function saying({ weekday, start, end, title, detail }: Block): string {
  return `${weekday}\n${start}\n${end}\n${title}\n${detail}`;
}
