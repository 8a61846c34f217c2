import { EDGE_VALUES } from '../state/counts.ts';
import { WHOLE_EDGE } from '../state/touched.ts';
import { fairParts } from './fair-share.ts';
import type { Rule } from './rule.ts';

export const fairEdge: Rule = {
  id: 'fairEdge',
  level: 'soft',
  defaultWeight: 5,
  title: { zh: '早晚岗公平', en: 'Fair early and late posts' },
  sentence: {
    zh: '每人的晚岗天数加早岗天数接近按份额应承担的次数。',
    en: 'Everybody has their share of late evenings and early mornings, up to the next whole number.',
  },
  params: ['lateFrom'],
  tell: {
    zh: '{people}早晚岗 {edge} 次，应承担 {target} 次',
    en: '{people} has late or early posts {edge} times, the fair share is {target}',
  },
  reference(plan) {
    return fairParts(plan, (person) => person.lateDays.size + person.earlyDays.size)
      .map(({ person, value, target }) => {
        // Nine decimals: a share such as 1/3 must not make a whole target a little more or less.
        const rounded = Math.round(target * 1e9) / 1e9;
        const over = Math.max(0, value - Math.ceil(rounded));
        const under = Math.max(0, Math.floor(rounded) - value);
        return {
          cost: over ** 2 + under ** 2,
          staffIds: [person.staff.id],
          detail: { edge: value, target: rounded },
        };
      })
      .filter((match) => match.cost > 0);
  },
  fast: [
    {
      scope: 'whole',
      bind: (state, { staff }) => {
        if (staff.shareSum === 0) return undefined;
        const { shareClasses, shareSum } = staff;
        // People with the same share have the same target, so they are counted, not visited.
        return (side) => {
          if (side !== WHOLE_EDGE) return 0;
          let cost = 0;
          for (let k = 0; k < shareClasses.length; k++) {
            const target = Math.round((shareClasses[k] / shareSum) * state.edgeSum * 1e9) / 1e9;
            const low = Math.floor(target);
            const high = Math.ceil(target);
            for (let edge = 0; edge < EDGE_VALUES; edge++) {
              const people = state.edgeCount[k * EDGE_VALUES + edge];
              if (people === 0 || (edge >= low && edge <= high)) continue;
              const off = edge > high ? edge - high : low - edge;
              cost += people * off * off;
            }
          }
          return cost;
        };
      },
    },
  ],
};
