import type { SeriesView } from '../rules/session-view.ts';

/** A club with how many pupils leave it for another session. */
export interface Left {
  club: SeriesView;
  pupils: number;
}

/**
 * How many pupils can leave one of their clubs each while no club falls under its least size, at
 * most as many as are wanted: the largest matching, by augmenting paths. `kept` are the clubs that
 * have nobody more to spare.
 *
 * @param together the clubs of pupils who have to leave all of theirs; they come after the others
 */
export function leavers(
  choices: readonly (readonly SeriesView[])[],
  wanted = Number.POSITIVE_INFINITY,
  together: readonly (readonly SeriesView[])[] = [],
): { leave: number; kept: SeriesView[]; left: Left[] } {
  const clubs = [...new Set([...choices, ...together].flat())];
  const gone = new Map(clubs.map((club): [SeriesView, number[]] => [club, []]));
  const hasSpare = (club: SeriesView, left: readonly number[]) =>
    (club.roster?.size ?? 0) - left.length > leastOf(club);
  const find = (pupil: number, seen: Set<SeriesView>): boolean =>
    (choices[pupil] ?? []).some((club) => {
      const left = gone.get(club) ?? [];
      if (seen.has(club)) return false;
      seen.add(club);
      if (!hasSpare(club, left)) {
        const other = left.findIndex((one) => find(one, seen));
        if (other < 0) return false;
        left.splice(other, 1);
      }
      left.push(pupil);
      return true;
    });
  let leave = 0;
  for (const pupil of choices.keys()) if (leave < wanted && find(pupil, new Set())) leave++;
  for (const own of together) {
    if (leave >= wanted || !own.every((club) => hasSpare(club, gone.get(club) ?? []))) continue;
    for (const club of own) gone.get(club)?.push(choices.length);
    leave++;
  }
  return {
    leave,
    kept: clubs.filter((club) => !hasSpare(club, gone.get(club) ?? [])),
    left: [...gone].flatMap(([club, { length }]) => (length > 0 ? { club, pupils: length } : [])),
  };
}

/** With fewer pupils a club is not held. */
export function leastOf({ activity }: SeriesView): number {
  return Math.max(1, activity.size?.min ?? 0);
}
