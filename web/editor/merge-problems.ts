import { idLists } from '../../src/domain/checks/lookup.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { isSame, type Merged, merge } from './merge.ts';
import { freshId, renameId } from './rename-id.ts';

/**
 * As `merge`. The editor counts new ids on from the last one, so that both may have given the same
 * id to different things: `mine` then gets another one, with everything that speaks of it.
 */
export function mergeProblems(
  base: Problem,
  mine: Problem,
  theirs: Problem,
  theirWay?: ReadonlySet<string>,
): Merged<Problem> {
  return merge(base, withOwnIds(base, mine, theirs), theirs, theirWay);
}

function withOwnIds(base: Problem, mine: Problem, theirs: Problem): Problem {
  let own = mine;
  for (const list of idLists) {
    const entries = (problem: Problem) => (problem[list] ?? []) as readonly Entry[];
    const known = new Set(entries(base).map(({ id }) => id));
    const others = new Map(entries(theirs).map((entry) => [entry.id, entry]));
    entries(mine).forEach((entry, place) => {
      const other = others.get(entry.id);
      const isOther = other && !known.has(entry.id) && !isSame(entry, other);
      if (!isOther || (entry.name !== undefined && entry.name === other.name)) return;
      const ids = [...entries(theirs), ...entries(own)].map(({ id }) => id);
      own = renameId(own, list, place, freshId([...ids, entry.id], entry.id));
    });
  }
  return own;
}

interface Entry {
  id: string;
  name?: string;
}
