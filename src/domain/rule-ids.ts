/**
 * The rules of the contract's catalogue (section 4), in its order. `rules.weights` and `rules.off`
 * of a problem may name these and nothing else. The solver's registry has one entry for each;
 * the domain may not import the solver, so the list stands here and a test ties the two.
 */
export const hardRuleIds = [
  'staffClash',
  'staffQualified',
  'staffAvailable',
  'staffLimit',
  'nightRest',
  'outsiderAlone',
  'roomClash',
  'roomFit',
  'segmentFit',
  'dayEnd',
  'coverage',
  'classClash',
  'pupilLeave',
  'groupSize',
  'mergeScope',
  'spread',
  'sameLead',
  'learningCap',
  'audience',
  'pinned',
] as const;

export const mediumRuleIds = ['openSeat', 'openSession'] as const;

export const softRuleIds = [
  'fairLoad',
  'fairEdge',
  'posts',
  'openAssistant',
  'lateStreak',
  'longDay',
  'lateStart',
  'idleGap',
  'fewDays',
  'avoidTime',
  'ownTeacher',
  'careContinuity',
  'careRoom',
  'gradeSpread',
  'ownRoom',
  'roomStability',
  'choice',
  'closedClub',
  'dayMix',
  'mentor',
  'floorWalk',
  'pay',
  'disruption',
] as const;

export const ruleIds = [...hardRuleIds, ...mediumRuleIds, ...softRuleIds] as const;
export type RuleId = (typeof ruleIds)[number];
