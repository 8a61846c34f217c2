import { WHOLE_PAY } from '../state/touched.ts';
import type { Rule } from './rule.ts';
import type { SeatView } from './session-view.ts';

export const pay: Rule = {
  id: 'pay',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '课时费预算', en: 'Within the budget' },
  sentence: {
    zh: '每周课时费总额尽量不超过预算。',
    en: 'The pay of all seats of a week is within the budget.',
  },
  params: ['budget'],
  tell: {
    zh: '课时费合计 {yuan} 元，超出预算 {budget} 元',
    en: 'The pay is {yuan} yuan, over the budget of {budget}',
  },
  reference(plan, index) {
    const { budget } = index.params;
    if (budget === undefined) return [];
    const yuan = plan.people
      .flatMap((person) => person.seats)
      .reduce((sum, seat) => sum + seatPay(seat), 0);
    if (yuan <= budget) return [];
    return [{ cost: (yuan - budget) / 50, detail: { yuan, budget } }];
  },
  fast: [
    {
      scope: 'whole',
      bind: (state, { params }) => {
        const { budget } = params;
        if (budget === undefined) return undefined;
        return (side) => (side === WHOLE_PAY ? Math.max(0, state.pay - budget) / 50 : 0);
      },
    },
  ],
};

/** Yuan of a filled seat: the rate is for 45 minutes. */
export function seatPay({ session, staff }: SeatView): number {
  return ((staff?.rate ?? 0) * session.minutes) / 45;
}
