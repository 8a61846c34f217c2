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
import { type Papers, papersLacked } from '../../src/domain/staff.ts';
import { minuteOf } from '../../src/domain/time.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Limits } from '../rules/staff-limit.ts';
import type { Bars } from './bars.ts';
import type { Bar } from './fresh.ts';

/** One thing to change so that a rule bars no more, typed and in words. */
export interface Relaxation {
  kind:
    | 'qualification'
    | 'kind'
    | 'clearance'
    | 'availability'
    | 'rest'
    | 'limit'
    | 'handOver'
    | 'nightRest'
    | 'pin'
    | 'partner'
    | 'lead'
    | 'merge'
    | 'adults';
  ruleId: string;
  staffId: string;
  text: Bilingual;
  /**
   * With `limit`, `rest`: which one, and what it would have to be. With `qualification`, `kind`:
   * which. With `merge`, `adults`: the parameter of care, and what it would have to be.
   */
  value?: string;
}

/**
 * How much a relaxation asks for. Whoever leaves a post that nobody was found for leaves a hole,
 * which needs something too.
 */
export function weightOf({ kind }: Relaxation): number {
  return isUnproven(kind) ? 2 : 1;
}

/** Whether the relaxation asks for somebody who was looked for and not found. */
export function isUnproven(kind: Relaxation['kind']): boolean {
  return kind === 'handOver' || kind === 'nightRest' || kind === 'partner';
}

/** What is easier to get round comes first: papers before a kind of people before a qualification. */
const efforts: Record<Relaxation['kind'], number> = {
  pin: 1,
  merge: 2.5,
  adults: 2.5,
  rest: 2,
  limit: 2,
  lead: 2,
  partner: 2,
  nightRest: 3,
  handOver: 3,
  availability: 3,
  clearance: 4,
  kind: 5,
  qualification: 6,
};

export function effortOf(relaxations: readonly Relaxation[]): number {
  return relaxations.reduce((sum, { kind }) => sum + efforts[kind], 0);
}

/** What would have to be different for these bars to be gone, each thing once. */
export function relaxationsOf(
  found: readonly Bar[],
  staff: Staff,
  sessions: readonly SessionView[],
  place: number,
  asking: { bars: Bars; index: ProblemIndex },
): Relaxation[] {
  const all = found.flatMap((bar) => ofBar(bar, staff, sessions, place, asking));
  const unique = new Map<string, Relaxation>();
  for (const one of all) {
    const key = keyOfRelaxation(one);
    const known = unique.get(key);
    if (known === undefined || goesFurther(one, known)) unique.set(key, one);
  }
  return [...unique.values()];
}

/** Relaxations of one key are one thing: it is asked for as far as the furthest goes. */
export function keyOfRelaxation({ kind, staffId, value, text }: Relaxation): string {
  if (kind === 'rest') return 'rest';
  if (kind === 'limit') return `limit ${staffId} ${value?.split('=')[0]}`;
  return `${kind} ${staffId} ${value ?? text.en}`;
}

function goesFurther(one: Relaxation, known: Relaxation): boolean {
  const figureOf = ({ value = '' }: Relaxation) => Number(value.split('=')[1]);
  if (one.kind === 'rest') return figureOf(one) < figureOf(known);
  return one.kind === 'limit' && figureOf(one) > figureOf(known);
}

function ofBar(
  bar: Bar,
  staff: Staff,
  sessions: readonly SessionView[],
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
            const asked = sessions[0]?.seats[place]?.spec?.qualification ?? '';
            const zh = `让${name}取得资质“${asked}”`;
            const en = `let ${name} gain the qualification “${asked}”`;
            return make('qualification', zh, en, asked);
          }
          if (reason === 'kind') {
            const kind = staffKindNames[staff.kind];
            const zh = `允许${name}这类人员（${kind.zh}）上岗`;
            const en = `let people such as ${name} (${kind.en}) take the seat`;
            return make('kind', zh, en, staff.kind);
          }
          const { zh, en } = papersTexts[papersLacked(staff) ?? 'trained'];
          return make('clearance', `让${name}${zh}`, `have ${name} ${en}`);
        });
    case 'staffAvailable': {
      const id = match.sessionIds?.[0] ?? '';
      const held = sessions.find((session) => session.id === id)?.session ?? bars.sessionById(id);
      const when = periodsName(index, held?.periodIds ?? []);
      if (detail.reasons === 'rest') {
        const pause = pauseOf(staff, held?.periodIds ?? [], index);
        const zh = `把课后休息由 ${index.params.rest.afterLesson} 分钟减为 ${pause} 分钟（${name}${when.zh}）`;
        const en = `shorten the rest after lessons from ${index.params.rest.afterLesson} to ${pause} ${pause === 1 ? 'minute' : 'minutes'} (${name} on ${when.en})`;
        return [make('rest', zh, en, `afterLesson=${pause}`)];
      }
      const zh = `让${name}在${when.zh}可以上岗`;
      return [make('availability', zh, `have ${name} available on ${when.en}`)];
    }
    case 'staffLimit': {
      const limit = limitNames[detail.limit as keyof Limits];
      const zh = `把${name}的${limit.zh}上限放宽到 ${detail.value} ${limit.unit}`;
      const en = `raise the limit of ${limit.en} of ${name} to ${detail.value}`;
      return [make('limit', zh, en, `${detail.limit}=${detail.value}`)];
    }
    case 'outsiderAlone':
      return [make('partner', '再配一名本校教师', 'add somebody of the school to the session')];
    case 'sameLead':
      return [make('lead', `让${name}负责整个系列`, `let ${name} lead the whole series`)];
    default: {
      const left = bars.postsInTheWay(bar, staff, sessions);
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

/** What a person who is barred from every seat still needs. */
const papersTexts: Record<Papers, Bilingual> = {
  trained: { zh: '完成上岗培训', en: 'trained' },
  cleared: { zh: '签约并通过审核', en: 'cleared' },
  both: { zh: '签约、通过审核并完成上岗培训', en: 'cleared and trained' },
};

/** Minutes between the last lesson before the session and its start. */
function pauseOf(staff: Staff, periodIds: readonly string[], index: ProblemIndex): number {
  const periods = periodIds.map((id) => index.period(id));
  const start = Math.min(...periods.map((period) => minuteOf(period.start)));
  const pauses = (staff.lessons ?? [])
    .filter(({ weekday }) => weekday === periods[0]?.weekday)
    .map(({ end }) => start - minuteOf(end))
    .filter((pause) => pause >= 0);
  return Math.min(...pauses);
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
    text: { zh: `取消对${name}在${held.zh}的锁定`, en: `lift the pin of ${name} to ${held.en}` },
  };
}

const limitNames: Record<keyof Limits, Bilingual & { unit: string }> = {
  sessionsPerDay: { zh: '每天场次', unit: '个', en: 'sessions a day' },
  daysPerWeek: { zh: '每周天数', unit: '天', en: 'days a week' },
  latePerWeek: { zh: '每周晚岗次数', unit: '次', en: 'late evenings a week' },
  minutesPerWeek: { zh: '每周分钟数', unit: '分钟', en: 'minutes a week' },
  clubs: { zh: '社团数', unit: '个', en: 'clubs' },
};
