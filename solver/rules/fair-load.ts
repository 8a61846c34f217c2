import { fairParts } from './fair-share.ts';
import type { Rule } from './rule.ts';

export const fairLoad: Rule = {
  id: 'fairLoad',
  level: 'soft',
  defaultWeight: 10,
  title: { zh: '工作量公平', en: 'Fair load' },
  sentence: {
    zh: '每人的工作量（含结转）接近按份额应承担的量。',
    en: 'Everybody carries their share of the load, what was carried over included; far from it costs by the square.',
  },
  params: ['loadFactor'],
  reference(plan) {
    return fairParts(plan, (person) => person.load)
      .map(({ person, value, target }) => ({
        cost: ((value - target) / 30) ** 2,
        staffIds: [person.staff.id],
        detail: { load: value, target },
      }))
      .filter((match) => match.cost > rounding);
  },
  fast: [],
};

/** Below this a difference of load and target is only the rounding of a division. */
const rounding = 1e-15;
