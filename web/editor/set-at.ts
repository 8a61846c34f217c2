import type { PathStep } from '../../src/domain/pointer.ts';

/**
 * A copy of `root` with `value` at `path`; what is not on the path is shared. `undefined` takes the
 * field away, and with it the objects that it leaves empty, but never those named in `kept`.
 */
export function setAt<T>(
  root: T,
  path: readonly PathStep[],
  value: unknown,
  kept: ReadonlySet<string> = alwaysKept,
): T {
  return put(root, path, value, kept) as T;
}

/** Objects of the contract that must be there even when nothing is in them. */
const alwaysKept: ReadonlySet<string> = new Set(['leave', 'school', 'sessions', 'room']);

function put(
  here: unknown,
  path: readonly PathStep[],
  value: unknown,
  kept: ReadonlySet<string>,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(here) && typeof step === 'number') {
    const copy = [...here];
    copy[step] = put(copy[step], rest, value, kept);
    return copy;
  }
  const fields = isRecord(here) ? here : {};
  const next = put(fields[step], rest, value, kept);
  const isGone =
    next === undefined ||
    (rest.length > 0 &&
      value === undefined &&
      isRecord(next) &&
      Object.keys(next).length === 0 &&
      !kept.has(String(step)));
  if (!isGone) return { ...fields, [step]: next };
  const { [step]: _gone, ...others } = fields;
  return others;
}

function isRecord(value: unknown): value is Record<PathStep, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
