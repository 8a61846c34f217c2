import { WHOLE_LOAD } from '../state/touched.ts';
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
  tell: {
    zh: '{people}工作量 {load} 分钟，应承担 {target} 分钟',
    en: '{people} carries {load} minutes of load, the fair share is {target}',
  },
  reference(plan) {
    return fairParts(plan, (person) => person.load)
      .map(({ person, value, target }) => ({
        cost: ((value - target) / 30) ** 2,
        staffIds: [person.staff.id],
        detail: { load: value, target },
      }))
      .filter((match) => match.cost > rounding);
  },
  fast: [
    {
      scope: 'whole',
      bind: (state, { staff }) => {
        if (staff.shareSum === 0) return undefined;
        const shareSquares = staff.share.reduce((sum, share) => sum + share * share, 0);
        // Σ (load − share·u)² with u = Σ load / Σ share, multiplied out.
        return (side) => {
          if (side !== WHOLE_LOAD) return 0;
          const unit = state.loadSum / staff.shareSum;
          const squares =
            state.loadSquareSum - 2 * unit * state.loadShareSum + unit * unit * shareSquares;
          return squares / 900;
        };
      },
    },
  ],
};

/** Below this a difference of load and target is only the rounding of a division. */
const rounding = 1e-15;
