import type { Bilingual } from '../../src/domain/bilingual.ts';
import { sessionName, staffName } from '../../src/domain/naming.ts';
import type { Session, Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Bar } from './bars.ts';

/** One thing to change so that a rule bars no more, typed and in words. */
export interface Relaxation {
  kind:
    | 'qualification'
    | 'kind'
    | 'clearance'
    | 'availability'
    | 'limit'
    | 'handOver'
    | 'nightRest'
    | 'partner'
    | 'lead';
  ruleId: string;
  staffId: string;
  text: Bilingual;
  /** With `limit`: which one, and what it would have to be. With `qualification`: which one. */
  value?: string;
}

/** What would have to be different for this bar to be gone. */
export function relaxationOf(
  { ruleId, match }: Bar,
  staff: Staff,
  session: SessionView,
  index: ProblemIndex,
  sessionById: (id: string) => Session | undefined,
): Relaxation {
  const name = staffName(index, staff.id);
  const make = (kind: Relaxation['kind'], zh: string, en: string, value?: string): Relaxation => ({
    kind,
    ruleId,
    staffId: staff.id,
    text: { zh, en },
    ...(value === undefined ? {} : { value }),
  });
  const detail = match.detail ?? {};
  switch (ruleId) {
    case 'staffQualified': {
      const reasons = String(detail.reasons).split(' ');
      if (reasons.includes('qualification')) {
        const qualification =
          session.seats
            .map((seat) => seat.spec?.qualification)
            .find((asked) => asked !== undefined) ?? '';
        return make(
          'qualification',
          `让${name}取得资质“${qualification}”`,
          `let ${name} gain the qualification “${qualification}”`,
          qualification,
        );
      }
      if (reasons.includes('kind'))
        return make(
          'kind',
          `允许${name}这类人员（${staff.kind}）上岗`,
          `let people such as ${name} (${staff.kind}) take the seat`,
          staff.kind,
        );
      return make('clearance', `为${name}办妥签约、审查和培训`, `have ${name} cleared and trained`);
    }
    case 'staffAvailable':
      return make('availability', `让${name}这时可以上岗`, `have ${name} available then`);
    case 'staffLimit':
      return make(
        'limit',
        `把${name}的上限 ${detail.limit} 放宽到 ${detail.value}`,
        `raise the limit ${detail.limit} of ${name} to ${detail.value}`,
        `${detail.limit}=${detail.value}`,
      );
    case 'nightRest':
      return make(
        'nightRest',
        `调开${name}前一天的晚岗或次日的早岗`,
        `move the late or the early post of ${name} to another day`,
      );
    case 'outsiderAlone':
      return make('partner', '再配一名本校教师', 'add somebody of the school to the session');
    case 'sameLead':
      return make('lead', `让${name}负责整个系列`, `let ${name} lead the whole series`);
    default: {
      const others = (match.sessionIds ?? []).filter((id) => id !== session.id);
      const other = others.map(sessionById).find((one) => one !== undefined);
      const what = other === undefined ? undefined : sessionName(index, other);
      return make(
        'handOver',
        `另找人接替${name}${what === undefined ? '同时的岗位' : `的${what.zh}`}`,
        `find somebody else for ${what === undefined ? 'the other post' : what.en} of ${name}`,
      );
    }
  }
}
