import type { Bilingual } from '../../src/domain/bilingual.ts';
import {
  listOf,
  periodsName,
  sessionName,
  staffKindNames,
  staffName,
} from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Limits } from '../rules/staff-limit.ts';
import type { Bar, Bars } from './bars.ts';

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
    | 'pin'
    | 'partner'
    | 'lead';
  ruleId: string;
  staffId: string;
  text: Bilingual;
  /** With `limit`: which one, and what it would have to be. With `qualification`, `kind`: which. */
  value?: string;
}

/** What would have to be different for this bar to be gone: one thing or several. */
export function relaxationsOf(
  bar: Bar,
  staff: Staff,
  session: SessionView,
  place: number,
  { bars, index }: { bars: Bars; index: ProblemIndex },
): Relaxation[] {
  const { ruleId, match } = bar;
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
    case 'staffQualified':
      return String(detail.reasons)
        .split(' ')
        .map((reason) => {
          if (reason === 'qualification') {
            const asked = session.seats[place]?.spec?.qualification ?? '';
            const zh = `让${name}取得资质“${asked}”`;
            return make(
              'qualification',
              zh,
              `let ${name} gain the qualification “${asked}”`,
              asked,
            );
          }
          if (reason === 'kind') {
            const kind = staffKindNames[staff.kind];
            const zh = `允许${name}这类人员（${kind.zh}）上岗`;
            const en = `let people such as ${name} (${kind.en}) take the seat`;
            return make('kind', zh, en, staff.kind);
          }
          const en = `have ${name} cleared and trained`;
          return make('clearance', `为${name}办妥签约、审查和培训`, en);
        });
    case 'staffAvailable': {
      const at = bars.sessionById(match.sessionIds?.[0] ?? '') ?? session.session;
      const when = periodsName(index, at.periodIds);
      const zh = `让${name}在${when.zh}可以上岗`;
      return [make('availability', zh, `have ${name} available on ${when.en}`)];
    }
    case 'staffLimit': {
      const limit = limitNames[detail.limit as keyof Limits];
      const zh = `把${name}的${limit.zh}上限放宽到 ${detail.value}`;
      const en = `raise the limit of ${limit.en} of ${name} to ${detail.value}`;
      return [make('limit', zh, en, `${detail.limit}=${detail.value}`)];
    }
    case 'outsiderAlone':
      return [make('partner', '再配一名本校教师', 'add somebody of the school to the session')];
    case 'sameLead':
      return [make('lead', `让${name}负责整个系列`, `let ${name} lead the whole series`)];
    default: {
      const left = bars.postsInTheWay(bar, staff, session);
      const posts = left.map((other) => sessionName(index, other.session));
      const what = listOf(posts.length > 0 ? posts : [{ zh: '另一个岗位', en: 'the other post' }]);
      const kind = ruleId === 'nightRest' ? 'nightRest' : 'handOver';
      const zh = `另找人接替${name}的${what.zh}`;
      const found = [make(kind, zh, `find somebody else for ${what.en} of ${name}`)];
      const pinned = left.filter((other) => bars.isPinned(other, staff.id));
      return pinned.length === 0 ? found : [liftPin(staff, pinned, index), ...found];
    }
  }
}

/** The person is no longer pinned to these sessions. */
export function liftPin(
  staff: Staff,
  sessions: readonly SessionView[],
  index: ProblemIndex,
): Relaxation {
  const name = staffName(index, staff.id);
  const held = listOf(
    sessions.map(({ session }) => sessionName(index, session)),
    'sessions',
  );
  return {
    kind: 'pin',
    ruleId: 'pinned',
    staffId: staff.id,
    text: { zh: `取消对${name}在${held.zh}的指定`, en: `lift the pin of ${name} to ${held.en}` },
  };
}

const limitNames: Record<keyof Limits, Bilingual> = {
  sessionsPerDay: { zh: '每天场次', en: 'sessions a day' },
  daysPerWeek: { zh: '每周天数', en: 'days a week' },
  latePerWeek: { zh: '每周晚岗次数', en: 'late evenings a week' },
  minutesPerWeek: { zh: '每周分钟数', en: 'minutes a week' },
  clubs: { zh: '社团数', en: 'clubs' },
};
