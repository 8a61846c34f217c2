import type { Bilingual } from '../../src/domain/bilingual.ts';
import { kindsName, listOf, periodsName, same, staffName } from '../../src/domain/naming.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { type Papers, papersLacked } from '../../src/domain/staff.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import type { Relaxation } from './relaxations.ts';
import { type Asked, costOf, type Way } from './ways.ts';

export type SeatCause =
  | 'canBeFilled'
  | 'nobodyQualified'
  | 'nobodyCleared'
  | 'nobodyAvailable'
  | 'tooFewPeople'
  | 'pinnedElsewhere'
  | 'everyoneAtLimit'
  | 'limits'
  | 'nightRest'
  | 'sameLead'
  | 'outsidersOnly';

/** Why a seat is open, to be read after the name of the seat. */
export interface Cause {
  code: SeatCause;
  what: Bilingual;
}

interface Question {
  asked: readonly Asked[];
  sessions: readonly SessionView[];
  place: number;
  ways: readonly Way[];
  asking: Asking;
}

/** Of this seat: what else would be broken by leading the rest of a series is told by `sameLead`. */
const isBarred = ({ bars }: Asked, ruleId: string) => bars.some((bar) => bar.ruleId === ruleId);

/** The true cause; where several things stand in the way, the one that the best way gets round. */
export function causeOf(question: Question): Cause {
  const { asked, ways, asking } = question;
  const { index } = asking;
  const free = asked.find(({ bars }) => bars.length === 0);
  if (free !== undefined) {
    const name = staffName(index, free.staff.id);
    const zh = `可以由${name}承担，不违反硬规则`;
    return {
      code: 'canBeFilled',
      what: { zh, en: `${name} could take it without breaking a hard rule` },
    };
  }
  const qualified = asked.filter((one) => !isBarred(one, 'staffQualified'));
  if (qualified.length === 0) return unqualified(question);
  const available = qualified.filter((one) => !isBarred(one, 'staffAvailable'));
  if (available.length === 0)
    return { code: 'nobodyAvailable', what: nobodyAvailable(qualified, question) };
  const tally = tallyOf(qualified, question);
  const code = codeOf(available, tally, ways);
  const { zh, en } = codeTexts[code];
  const told = tellTally(tally, qualified, index);
  if (qualified.length === 1) return { code, what: told };
  return { code, what: { zh: `${zh}；${told.zh}`, en: `${en}; ${told.en}` } };
}

/** What stands in the way of those who qualify, and of how many. */
interface Tally {
  away: number;
  rest: number;
  pinned: number;
  busy: number;
  limit: number;
  night: number;
  lead: number;
  outsider: number;
}

function tallyOf(
  qualified: readonly Asked[],
  { sessions, asking: { bars: all } }: Question,
): Tally {
  const count = (is: (one: Asked) => boolean) => qualified.filter(is).length;
  const isBusy = (one: Asked) => isBarred(one, 'staffClash');
  const isPinned = ({ staff, bars }: Asked) =>
    bars.some(
      (bar) =>
        bar.ruleId === 'staffClash' &&
        all.postsInTheWay(bar, staff, sessions).some((other) => all.isPinned(other, staff.id)),
    );
  return {
    away: count((one) => isBarred(one, 'staffAvailable') && !onlyRests(one)),
    rest: count((one) => isBarred(one, 'staffAvailable') && onlyRests(one)),
    pinned: count(isPinned),
    busy: count((one) => isBusy(one) && !isPinned(one)),
    limit: count((one) => isBarred(one, 'staffLimit')),
    night: count((one) => isBarred(one, 'nightRest')),
    lead: count((one) => isBarred(one, 'sameLead')),
    outsider: count((one) => isBarred(one, 'outsiderAlone')),
  };
}

/** They would be there, had they not to rest after a lesson. */
function onlyRests({ bars }: Asked): boolean {
  return bars.every(
    ({ ruleId, match }) => ruleId !== 'staffAvailable' || match.detail?.reasons === 'rest',
  );
}

type BusyCode = Exclude<
  SeatCause,
  'canBeFilled' | 'nobodyQualified' | 'nobodyCleared' | 'nobodyAvailable'
>;

/** Of those who are there: what bars them all, or what the best way gets round, or most of them. */
function codeOf(available: readonly Asked[], tally: Tally, ways: readonly Way[]): BusyCode {
  const everyone = available.length;
  // Of those who are all in another post then, higher limits would help nobody to come.
  const couldCome = available.some((one) => !isBarred(one, 'staffClash'));
  if (couldCome && available.every((one) => isBarred(one, 'staffLimit'))) return 'everyoneAtLimit';
  if (tally.pinned === everyone) return 'pinnedElsewhere';
  const [best] = ways;
  const first = best !== undefined && costOf(best) > 0 ? best.relaxations[0]?.kind : undefined;
  const ofBest = first === undefined ? undefined : codesOfWays[first];
  if (ofBest !== undefined) return ofBest;
  const alone = (ruleId: string) =>
    available.filter(({ bars }) => bars.every((bar) => bar.ruleId === ruleId)).length;
  const codes: [string, BusyCode, number][] = [
    ['staffClash', 'tooFewPeople', tally.busy + tally.pinned],
    ['staffLimit', 'limits', tally.limit],
    ['sameLead', 'sameLead', tally.lead],
    ['nightRest', 'nightRest', tally.night],
    ['outsiderAlone', 'outsidersOnly', tally.outsider],
  ];
  codes.sort((a, b) => alone(b[0]) - alone(a[0]) || b[2] - a[2]);
  return codes[0]?.[1] ?? 'tooFewPeople';
}

const codesOfWays: Partial<Record<Relaxation['kind'], BusyCode>> = {
  limit: 'limits',
  nightRest: 'nightRest',
  lead: 'sameLead',
  partner: 'outsidersOnly',
  rest: 'tooFewPeople',
  merge: 'tooFewPeople',
  adults: 'tooFewPeople',
};

const codeTexts: Record<BusyCode, Bilingual> = {
  tooFewPeople: { zh: '这时人手不足', en: 'too few people then' },
  pinnedElsewhere: {
    zh: '能来的人都被锁定在别的岗位',
    en: 'everyone who could come is pinned to another post',
  },
  everyoneAtLimit: {
    zh: '能来的人都已达到工作量上限',
    en: 'everyone who could come is at a limit',
  },
  limits: { zh: '受工作量上限限制', en: 'people’s limits stand in the way' },
  nightRest: { zh: '受晚岗次日不排早岗限制', en: 'the night’s rest forbids it' },
  sameLead: {
    zh: '系列须由同一人负责，而该负责人不能来',
    en: 'the series keeps its lead, who cannot come',
  },
  outsidersOnly: {
    zh: '只有校外人员，缺少本校教师',
    en: 'only outsiders could come, and nobody of the school',
  },
};

function tellTally(tally: Tally, qualified: readonly Asked[], index: ProblemIndex): Bilingual {
  const rest = index.params.rest.afterLesson;
  const counts = [
    { of: tally.away, zh: '不可排', en: 'not available' },
    {
      of: tally.rest,
      zh: `课后休息不足 ${rest} 分钟`,
      en: `without the rest of ${rest} minutes after a lesson`,
    },
    { of: tally.pinned, zh: '被锁定在别的岗位', en: 'pinned to another post' },
    { of: tally.busy, zh: '已在别的岗位', en: 'in another post' },
    { of: tally.limit, zh: '到了上限', en: 'at a limit' },
    { of: tally.night, zh: '受晚岗次日不排早岗限制', en: 'kept by the night’s rest' },
    { of: tally.lead, zh: '不是该系列的负责人', en: 'not the lead of the series' },
    { of: tally.outsider, zh: '是校外人员', en: 'from outside the school' },
  ].filter(({ of }) => of > 0);
  const n = qualified.length;
  if (n === 1) {
    const who = staffName(index, qualified[0]?.staff.id ?? '');
    const zh = counts.map((one) => one.zh).join('，且');
    const en = counts.map((one) => one.en).join(' and ');
    return { zh: `符合条件的只有${who}，${zh}`, en: `${who} alone qualifies and is ${en}` };
  }
  // One person can be kept by several things, and the counts are then no sum.
  const isSeveral = counts.reduce((sum, { of }) => sum + of, 0) > n;
  const zh = counts.map((one) => `${one.of} 人${one.zh}`).join('，');
  const en = counts.map((one) => `${one.of} ${one.of === 1 ? 'is' : 'are'} ${one.en}`).join(', ');
  return {
    zh: `符合条件的 ${n} 人中，${zh}${isSeveral ? '（同一人可计多项）' : ''}`,
    en: `of ${n} who qualify, ${en}${isSeveral ? ' (some count more than once)' : ''}`,
  };
}

/** Nobody of those who qualify is there; where the seat is that of several sessions, not in all. */
function nobodyAvailable(qualified: readonly Asked[], { sessions, asking }: Question): Bilingual {
  const { index } = asking;
  const why = whyAway(qualified, index);
  const who = namesOf(qualified, index);
  const [only] = qualified;
  if (qualified.length === 1 && only !== undefined) {
    const when =
      sessions.length > 1 ? awayTimes(only, sessions, index) : { zh: '这时', en: 'then' };
    return {
      zh: `符合条件的只有${who.zh}，${when.zh}${why.zh}`,
      en: `${who.en} alone qualifies and is ${why.en} ${when.en}`,
    };
  }
  const n = qualified.length;
  if (sessions.length > 1)
    return {
      zh: `符合条件的 ${n} 人（${who.zh}）没有一人这 ${sessions.length} 场都能来`,
      en: `of those who qualify (${n}: ${who.en}) nobody can come to all ${sessions.length} sessions`,
    };
  return {
    zh: `符合条件的 ${n} 人（${who.zh}）这时都${why.zh}`,
    en: `all who qualify (${n}: ${who.en}) are ${why.en} then`,
  };
}

/** What keeps people who are not available: nothing that keeps none of them. */
function whyAway(away: readonly Asked[], index: ProblemIndex): Bilingual {
  const rest = index.params.rest.afterLesson;
  const found = new Set(
    away
      .flatMap(({ bars }) => bars)
      .flatMap(({ ruleId, match }) =>
        ruleId === 'staffAvailable' ? String(match.detail?.reasons) : [],
      ),
  );
  const texts = [
    { reason: 'lesson', zh: '有课', en: 'in lessons' },
    { reason: 'away', zh: '不可排', en: 'not available' },
    {
      reason: 'rest',
      zh: `课后休息不足 ${rest} 分钟`,
      en: `without the rest of ${rest} minutes after a lesson`,
    },
  ].filter(({ reason }) => found.has(reason));
  const list = (language: keyof Bilingual, comma: string, or: string) => {
    const all = texts.map((text) => text[language]);
    return [
      ...(all.length > 2 ? [all.slice(0, -1).join(comma)] : all.slice(0, -1)),
      all.at(-1),
    ].join(or);
  };
  return { zh: list('zh', '、', '或'), en: list('en', ', ', ' or ') };
}

function awayTimes(
  { bars }: Asked,
  sessions: readonly SessionView[],
  index: ProblemIndex,
): Bilingual {
  const away = new Set(
    bars.flatMap(({ ruleId, match }) =>
      ruleId === 'staffAvailable' ? (match.sessionIds ?? []) : [],
    ),
  );
  const { zh, en } = listOf(
    sessions
      .filter(({ id }) => away.has(id))
      .map(({ session }) => periodsName(index, session.periodIds)),
  );
  return { zh, en: `on ${en}` };
}

function namesOf(asked: readonly Asked[], index: ProblemIndex): Bilingual {
  return listOf(
    asked.map(({ staff }) => same(staffName(index, staff.id))),
    'people',
  );
}

/** Nobody passes `staffQualified`: for want of the qualification, of the kind, or only of papers. */
function unqualified({ asked, sessions, place, asking: { index } }: Question): Cause {
  const barred = asked.filter(({ bars }) =>
    bars
      .filter(({ ruleId }) => ruleId === 'staffQualified')
      .every(({ match }) => match.detail?.reasons === 'barred'),
  );
  if (barred.length > 0) return { code: 'nobodyCleared', what: nobodyCleared(barred, index) };
  const [session] = sessions;
  const spec = session?.seats[place]?.spec;
  const kinds = session?.hosting === 'care' ? index.params.care.kinds : spec?.kinds;
  const of = kinds && kindsName(kinds);
  const asks = [
    ...(spec?.qualification === undefined
      ? []
      : [
          {
            zh: `具备要求的资质“${spec.qualification}”`,
            en: `has the qualification “${spec.qualification}”`,
          },
        ]),
    ...(of === undefined
      ? []
      : [{ zh: `属于要求的人员类别（${of.zh}）`, en: `is of the kind asked for (${of.en})` }]),
  ];
  if (asks.length === 0)
    return { code: 'nobodyQualified', what: { zh: '还没有人员', en: 'there is nobody' } };
  const zh = asks.map((one) => one.zh);
  const en = asks.map((one) => one.en);
  return {
    code: 'nobodyQualified',
    what: {
      zh: `没有人${zh.length > 1 ? `既${zh.join('，又')}` : zh.join('')}`,
      en: `nobody ${en.join(' and ')}`,
    },
  };
}

/** Which papers those lack who have everything else. */
function nobodyCleared(barred: readonly Asked[], index: ProblemIndex): Bilingual {
  const who = namesOf(barred, index);
  const lacking = new Set(barred.map(({ staff }) => papersLacked(staff)));
  const [only] = lacking;
  const of = lacking.size === 1 && only !== undefined ? papersTexts[only] : undefined;
  const { zh, en } = of ?? { zh: '未签约、未通过审核或未培训', en: 'not cleared or not trained' };
  if (barred.length === 1)
    return {
      zh: `具备条件的只有${who.zh}，${zh}`,
      en: `${who.en} alone would qualify and is ${en}`,
    };
  return {
    zh: `具备条件的 ${barred.length} 人（${who.zh}）都${zh}`,
    en: `those who would qualify (${barred.length}: ${who.en}) are ${en}`,
  };
}

const papersTexts: Record<Papers, Bilingual> = {
  trained: { zh: '尚未培训', en: 'not trained yet' },
  cleared: { zh: '未签约或未通过审核', en: 'not cleared' },
  both: {
    zh: '未签约或未通过审核，也未培训',
    en: 'neither cleared nor trained',
  },
};
