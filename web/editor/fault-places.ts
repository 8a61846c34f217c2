import type { PathStep } from '../../src/domain/pointer.ts';
import type { Fault } from '../remote/types.ts';
import type { Field } from './field.ts';

/** The steps of a JSON Pointer; digits are places in lists. */
export function stepsOf(pointer: string): PathStep[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** Faults below a place, with the rest of their paths. */
export interface PlacedFault {
  fault: Fault;
  rest: readonly PathStep[];
}

export function faultsBelow(
  faults: readonly PlacedFault[],
  path: readonly PathStep[],
): PlacedFault[] {
  return faults.flatMap(({ fault, rest }) =>
    path.every((step, i) => String(rest[i]) === String(step))
      ? [{ fault, rest: rest.slice(path.length) }]
      : [],
  );
}

export function placeFaults(faults: readonly Fault[]): PlacedFault[] {
  return faults.map((fault) => ({ fault, rest: stepsOf(fault.path) }));
}

/** Faults of each entry of a list, by its place. */
export function byEntry(faults: readonly PlacedFault[]): Map<number, PlacedFault[]> {
  const map = new Map<number, PlacedFault[]>();
  for (const { fault, rest } of faults) {
    const [place, ...more] = rest;
    if (typeof place !== 'number') continue;
    const list = map.get(place);
    if (list) list.push({ fault, rest: more });
    else map.set(place, [{ fault, rest: more }]);
  }
  return map;
}

/** The field that a fault of an entry belongs to: the longest path that leads to it. */
export function fieldOfFault(
  fields: readonly Field[],
  rest: readonly PathStep[],
): Field | undefined {
  let best: Field | undefined;
  for (const field of fields) {
    const { path } = field;
    const leads =
      path.every((step, i) => i >= rest.length || String(rest[i]) === String(step)) &&
      rest.length > 0 &&
      path.length > 0;
    if (leads && path.length > (best?.path.length ?? 0)) best = field;
  }
  return best;
}
