import type { SeriesView } from '../rules/session-view.ts';

/**
 * How many pupils can leave one of their clubs each while no club falls under its least size: the
 * largest matching, by augmenting paths. `kept` are the clubs that have nobody more to spare.
 */
export function leavers(choices: readonly (readonly SeriesView[])[]): {
  leave: number;
  kept: SeriesView[];
} {
  const clubs = [...new Set(choices.flat())];
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
  const leave = [...choices.keys()].filter((pupil) => find(pupil, new Set())).length;
  return { leave, kept: clubs.filter((club) => !hasSpare(club, gone.get(club) ?? [])) };
}

/** With fewer pupils a club is not held. */
export function leastOf({ activity }: SeriesView): number {
  return Math.max(1, activity.size?.min ?? 0);
}
