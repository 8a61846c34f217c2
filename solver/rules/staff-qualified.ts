import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { isBarred, papersLacked } from '../../src/domain/staff.ts';
import { type Rule, told } from './rule.ts';
import type { SeatView } from './session-view.ts';

export const staffQualified: Rule = {
  id: 'staffQualified',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '上岗资格', en: 'Qualified, cleared and trained' },
  sentence: {
    zh: '上岗人员须具备岗位要求的资质与人员类别，并已签约、审核合格、培训合格。',
    en: 'A seated person has the qualification and is of a kind that the seat asks for, is cleared (contract, no bad record) and trained.',
  },
  params: ['care.kinds'],
  tell: ({ detail = {} }) =>
    told(String(detail.reasons).replace('barred', String(detail.lacks)), reasonTexts),
  reference(plan, index) {
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap((seat) => {
        const reasons = reasonsAgainst(seat, index);
        if (seat.staff === undefined || reasons.length === 0) return [];
        const lacks = papersLacked(seat.staff);
        const detail = {
          role: seat.role,
          reasons: reasons.join(' '),
          ...(lacks === undefined ? {} : { lacks }),
        };
        return [{ cost: 1, staffIds: [seat.staff.id], sessionIds: [session.id], detail }];
      }),
    );
  },
  fast: [
    {
      scope: 'seat',
      bind:
        ({ seatPerson }, { series, staff }) =>
        (seat) => {
          const person = seatPerson[seat];
          return person < 0 ? 0 : 1 - staff.kinds.ok[series.seatKind[seat] * staff.count + person];
        },
    },
  ],
};

const reasonTexts: Record<string, Bilingual> = {
  qualification: {
    zh: '{people}没有{sessions}要求的资质',
    en: '{people} lacks the qualification that {sessions} asks for',
  },
  kind: {
    zh: '{people}的人员类别不符合{sessions}的要求',
    en: '{people} is not of a kind that {sessions} asks for',
  },
  cleared: {
    zh: '{people}未签约或未通过审核，不能上岗：{sessions}',
    en: '{people} is not cleared for {sessions}',
  },
  trained: {
    zh: '{people}尚未培训，不能上岗：{sessions}',
    en: '{people} is not trained for {sessions}',
  },
  both: {
    zh: '{people}未签约或未通过审核，也未培训，不能上岗：{sessions}',
    en: '{people} is neither cleared nor trained for {sessions}',
  },
};

function reasonsAgainst({ session, staff, spec }: SeatView, index: ProblemIndex): string[] {
  if (staff === undefined) return [];
  const reasons: string[] = [];
  const kinds = session.hosting === 'care' ? index.params.care.kinds : spec?.kinds;
  const asked = spec?.qualification;
  if (asked !== undefined && !staff.qualifications?.includes(asked)) reasons.push('qualification');
  if (kinds !== undefined && !kinds.includes(staff.kind)) reasons.push('kind');
  if (isBarred(staff)) reasons.push('barred');
  return reasons;
}
