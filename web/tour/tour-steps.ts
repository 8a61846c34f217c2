/** The page that each step is about, and the right without which the step is not theirs. */
const places = [
  { page: '/problems', verb: 'problems:write' },
  { page: '/solve', verb: 'jobs:write' },
  { page: '/plans', verb: 'plans:read', change: 'plans:write' },
  { page: '/fairness', verb: 'plans:read' },
  { page: '/portal', verb: 'portal:read', change: 'plans:publish' },
] as const;

export interface TourStep {
  page: (typeof places)[number]['page'];
  /** Its place among the words of the tour. */
  words: number;
  /** They may look there, and change nothing. */
  isReadOnly: boolean;
}

/** The steps of the tour that somebody of these rights can go along. */
export function tourSteps(may: (verb: string) => boolean): TourStep[] {
  return places.flatMap(({ page, verb, ...more }, words) => {
    const isReadOnly = 'change' in more && !may(more.change);
    return may(verb) ? [{ page, words, isReadOnly }] : [];
  });
}
