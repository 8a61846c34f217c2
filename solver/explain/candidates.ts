import type { Bilingual } from '../../src/domain/bilingual.ts';
import {
  listOf,
  roleNames,
  same,
  sessionName,
  sessionTitle,
  staffKindNames,
  staffName,
} from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { SeatView, SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import type { Bar } from './bars.ts';
import { liftPin, type Relaxation, relaxationsOf } from './relaxations.ts';

/** One person for one open seat, with the rules that bar them; without bars they could take it. */
export interface Candidate {
  staffId: string;
  name: string;
  bars: { ruleId: string; sentence: Bilingual }[];
}

/** A way to fill a seat: with this person, after these relaxations; without any, as it stands. */
export interface Way {
  staffId: string;
  relaxations: Relaxation[];
  /** Somebody who can take over what the person would leave, without breaking anything. */
  exchange?: { sessionId: string; staffId: string };
}

export type SeatCause =
  | 'canBeFilled'
  | 'nobodyQualified'
  | 'nobodyCleared'
  | 'nobodyAvailable'
  | 'tooFewPeople'
  | 'pinnedElsewhere'
  | 'everyoneAtLimit'
  | 'nightRest'
  | 'sameLead'
  | 'outsidersOnly';

export interface SeatFindings {
  cause: { code: SeatCause; sentence: Bilingual };
  /** Those who are barred by the least first. */
  candidates: Candidate[];
  /** The smallest sets of relaxations found, the easiest first; at most three. */
  ways: Way[];
}

/** One person with what bars them from a seat, and then from the whole series that goes with it. */
export interface Asked {
  staff: Staff;
  bars: Bar[];
  ofOtherSessions: Bar[];
}

const shownWays = 3;
/** How many people are tried for an exchange. */
const triedExchanges = 25;

/** Why an open seat is open: everybody is asked. */
export function askEverybody(session: SessionView, place: number, asking: Asking): SeatFindings {
  const { cause, ways, asked } = findCause(session, place, asking);
  const candidates = asked.map(({ staff, bars }) => ({
    staffId: staff.id,
    name: staffName(asking.index, staff.id),
    bars: bars.map(({ ruleId, sentence }) => ({ ruleId, sentence })),
  }));
  return { cause, candidates, ways };
}

/** The same without everybody's sentences, which take longer than the rest. */
export function findCause(
  session: SessionView,
  place: number,
  asking: Asking,
): Omit<SeatFindings, 'candidates'> & { asked: Asked[] } {
  const { bars, index, tally } = asking;
  const asked = index.problem.staff.map((staff): Asked => {
    const own = bars.ofSeat(session, place, staff);
    const takesAll = own.some(({ ruleId }) => ruleId === 'sameLead');
    const others = takesAll ? bars.ofOtherSessions(session, place, staff) : [];
    return { staff, bars: own, ofOtherSessions: others };
  });
  const what = sessionName(index, session.session);
  for (const { staff, bars: own } of asked)
    tally.note(
      'staff',
      staff.id,
      own.map(({ ruleId }) => ruleId),
      what,
    );
  const everything = (one: Asked) => [...one.bars, ...one.ofOtherSessions];
  const sizes = new Map(asked.map((one) => [one, hurdles(everything(one))]));
  const sizeOf = (one: Asked) => sizes.get(one) ?? 0;
  asked.sort((a, b) => sizeOf(a) - sizeOf(b) || effort(a.bars) - effort(b.bars));
  const exchanges = exchangesFor(asked, session, place, asking);
  const known = new Set(exchanges.map(({ staffId }) => staffId));
  const others = asked.filter((one) => sizeOf(one) < notAtAll && !known.has(one.staff.id));
  const least = others[0] === undefined ? 0 : sizeOf(others[0]);
  const nearest = others
    .filter((one) => sizeOf(one) === least)
    .slice(0, shownWays)
    .map((one): Way => {
      const { staff } = one;
      const relaxations = everything(one).flatMap((bar) =>
        relaxationsOf(bar, staff, session, place, asking),
      );
      return { staffId: staff.id, relaxations };
    });
  const found = [...exchanges.slice(0, shownWays - 1), ...nearest];
  // Who could just take it comes first, then exchanges that need nothing else.
  const isFree = (way: Way) => way.relaxations.length === 0 && way.exchange === undefined;
  const ways = [
    ...found.filter(isFree),
    ...found
      .filter((way) => !isFree(way))
      .sort((a, b) => a.relaxations.length - b.relaxations.length),
  ];
  return { cause: causeOf(asked, session, place, asking), ways: ways.slice(0, shownWays), asked };
}

/** Rules that may bar a person no more once they have left another post. */
const leftByLeaving = new Set(['staffClash', 'nightRest', 'staffLimit']);

/** The first exchanges that work, of those whom only their other posts bar. */
function exchangesFor(
  asked: readonly Asked[],
  session: SessionView,
  place: number,
  asking: Asking,
): Way[] {
  const busy = asked
    .filter(({ bars }) => bars.length > 0 && bars.every(({ ruleId }) => leftByLeaving.has(ruleId)))
    .slice(0, triedExchanges);
  const found: Way[] = [];
  for (const { staff } of busy) {
    if (found.length === shownWays) break;
    const way = exchangeFor(staff, session, place, asking);
    if (way !== undefined) found.push(way);
  }
  return found.sort((a, b) => a.relaxations.length - b.relaxations.length);
}

/** Another person takes one post of this one, who is then free for the seat; pins may need to go. */
function exchangeFor(
  staff: Staff,
  session: SessionView,
  place: number,
  { bars, index }: Asking,
): Way | undefined {
  let pinned: Way | undefined;
  for (const other of bars.sessionsOf(staff)) {
    if (other.id === session.id) continue;
    const left = other.seats.filter((seat) => seat.staff?.id === staff.id);
    if (left.length !== 1 || !bars.isFreeInstead(session, place, staff, other)) continue;
    const free = bars.successor(other, other.seats.indexOf(left[0] as SeatView));
    if (free === undefined) continue;
    const exchange = { sessionId: other.id, staffId: free.id };
    const way: Way = { staffId: staff.id, relaxations: [], exchange };
    if (!bars.isPinned(other, staff.id)) return way;
    pinned ??= { ...way, relaxations: [liftPin(staff, [other], index)] };
  }
  return pinned;
}

/** How much is in the way: who leaves another post leaves a hole that needs something too. */
function hurdles(bars: readonly Bar[]): number {
  return bars.reduce((sum, bar) => sum + hurdlesOf(bar), 0);
}

/** Who sits in the session already cannot take a second seat of it, whatever is relaxed. */
const notAtAll = 1000;

function hurdlesOf({ ruleId, match }: Bar): number {
  if (ruleId === 'staffClash') return match.sessionIds?.length === 1 ? notAtAll : 2;
  if (ruleId === 'nightRest') return 2;
  return ruleId === 'staffQualified' ? String(match.detail?.reasons).split(' ').length : 1;
}

/** What is easier to get round comes first. */
const efforts: Record<string, number> = {
  staffClash: 1,
  staffLimit: 2,
  nightRest: 2,
  sameLead: 2,
  outsiderAlone: 2,
  staffAvailable: 3,
  staffQualified: 6,
};

function effort(bars: readonly Bar[]): number {
  return bars.reduce((sum, { ruleId }) => sum + (efforts[ruleId] ?? 4), 0);
}

function causeOf(
  asked: readonly Asked[],
  session: SessionView,
  place: number,
  { bars, index }: Asking,
): SeatFindings['cause'] {
  const role = roleNames[session.seats[place]?.role ?? 'lead'];
  const title = sessionTitle(index, session.session);
  const at = { zh: `${title.zh}的${role.zh}岗`, en: `the ${role.en} seat of ${title.en}` };
  const isBarred = ({ bars }: Asked, ruleId: string) => bars.some((bar) => bar.ruleId === ruleId);
  const free = asked.find(({ bars }) => bars.length === 0);
  if (free !== undefined) {
    const name = staffName(index, free.staff.id);
    return {
      code: 'canBeFilled',
      sentence: {
        zh: `${at.zh}可以由${name}承担，不违反硬规则`,
        en: `${name} could take ${at.en} without breaking a hard rule`,
      },
    };
  }
  const qualified = asked.filter((one) => !isBarred(one, 'staffQualified'));
  if (qualified.length === 0) return unqualified(asked, session, place, at, index);
  const n = qualified.length;
  const who = namesOf(qualified, index);
  const available = qualified.filter((one) => !isBarred(one, 'staffAvailable'));
  const away = n - available.length;
  if (available.length === 0)
    return {
      code: 'nobodyAvailable',
      sentence: {
        zh: `${at.zh}：符合条件的 ${n} 人（${who.zh}）这时都有课、要休息或不可排`,
        en: `For ${at.en}, all who qualify (${n}: ${who.en}) have lessons, need their rest or are not available then`,
      },
    };
  const count = (ruleId: string) => available.filter((one) => isBarred(one, ruleId)).length;
  const alone = (ruleId: string) =>
    available.filter(({ bars }) => bars.every((bar) => bar.ruleId === ruleId)).length;
  const [busy, limited] = [count('staffClash'), count('staffLimit')];
  const pinned = available.filter(({ staff, bars: own }) =>
    own.some(
      (bar) =>
        bar.ruleId === 'staffClash' &&
        bars.postsInTheWay(bar, staff, session).some((other) => bars.isPinned(other, staff.id)),
    ),
  ).length;
  // Where everybody is at a limit, other posts that they might leave make no difference.
  const [most = 'staffClash'] = [
    'staffClash',
    'staffLimit',
    'sameLead',
    'nightRest',
    'outsiderAlone',
  ]
    .map((id, i) => ({ id, i, alone: alone(id), count: count(id) }))
    .sort((a, b) => b.alone - a.alone || b.count - a.count || a.i - b.i)
    .map(({ id }) => id);
  const ofPosts = pinned === available.length ? 'pinned' : most;
  const main = limited === available.length ? 'staffLimit' : ofPosts;
  const counts = [
    { of: away, zh: '人不可排', en: 'not available' },
    { of: pinned, zh: '人被指定在别的岗位', en: 'pinned to another post' },
    { of: busy - pinned, zh: '人已在别的岗位', en: 'in another post' },
    { of: limited, zh: '人到了上限', en: 'at a limit' },
  ].filter(({ of }) => of > 0);
  const tally = {
    zh: [`；符合条件的 ${n} 人中`, ...counts.map((one) => `${one.of} ${one.zh}`)].join('，'),
    en: [
      `: of ${n} who qualify`,
      ...counts.map((one) => `${one.of} ${one.of === 1 ? 'is' : 'are'} ${one.en}`),
    ].join(', '),
  };
  const told = counts.length === 0 ? { zh: '', en: '' } : tally;
  const causes: Record<string, { code: SeatCause; zh: string; en: string }> = {
    staffClash: { code: 'tooFewPeople', zh: '这时人手不足', en: 'too few people then' },
    pinned: {
      code: 'pinnedElsewhere',
      zh: '能来的人都被指定在别的岗位',
      en: 'everyone who could come is pinned to another post',
    },
    staffLimit: {
      code: 'everyoneAtLimit',
      zh: '能来的人都已达到工作量上限',
      en: 'everyone who could come is at a limit',
    },
    nightRest: {
      code: 'nightRest',
      zh: '受晚岗次日不排早岗限制',
      en: 'the night’s rest forbids it',
    },
    sameLead: {
      code: 'sameLead',
      zh: '系列须由同一人负责，而该负责人不能来',
      en: 'the series keeps its lead, who cannot come',
    },
    outsiderAlone: {
      code: 'outsidersOnly',
      zh: '只有校外人员，缺少本校教师',
      en: 'only outsiders could come, and nobody of the school',
    },
  };
  const { code, zh, en } = causes[main] as { code: SeatCause; zh: string; en: string };
  return {
    code,
    sentence: { zh: `${at.zh}：${zh}${told.zh}`, en: `For ${at.en}, ${en}${told.en}` },
  };
}

function namesOf(asked: readonly Asked[], index: ProblemIndex): Bilingual {
  return listOf(
    asked.map(({ staff }) => same(staffName(index, staff.id))),
    'people',
  );
}

/** Nobody passes `staffQualified`: for want of the qualification, of the kind, or only of papers. */
function unqualified(
  asked: readonly Asked[],
  session: SessionView,
  place: number,
  at: Bilingual,
  index: ProblemIndex,
): SeatFindings['cause'] {
  const barred = asked.filter(({ bars }) =>
    bars.some((bar) => bar.ruleId === 'staffQualified' && bar.match.detail?.reasons === 'barred'),
  );
  const who = namesOf(barred, index);
  if (barred.length > 0)
    return {
      code: 'nobodyCleared',
      sentence: {
        zh: `${at.zh}：具备条件的 ${barred.length} 人（${who.zh}）都未签约、未通过审查或未培训`,
        en: `For ${at.en}, those who would qualify (${barred.length}: ${who.en}) are not cleared or not trained`,
      },
    };
  const spec = session.seats[place]?.spec;
  const kinds = session.hosting === 'care' ? index.params.care.kinds : spec?.kinds;
  const of = kinds && listOf(kinds.map((kind) => staffKindNames[kind]));
  const zh = [
    ...(spec?.qualification === undefined ? [] : [`资质“${spec.qualification}”`]),
    ...(of === undefined ? [] : [`身份（${of.zh}）`]),
  ];
  const en = [
    ...(spec?.qualification === undefined ? [] : [`has the qualification “${spec.qualification}”`]),
    ...(of === undefined ? [] : [`is of the kind asked for (${of.en})`]),
  ];
  return {
    code: 'nobodyQualified',
    sentence: {
      zh: `${at.zh}：没有人具备要求的${zh.join('和')}`,
      en: `For ${at.en}, nobody ${en.join(' and ')}`,
    },
  };
}
