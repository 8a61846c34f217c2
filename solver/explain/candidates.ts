import type { Bilingual } from '../../src/domain/bilingual.ts';
import { roleNames, sessionName, sessionTitle, staffName } from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import type { Bar } from './bars.ts';
import { type Relaxation, relaxationOf } from './relaxations.ts';

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

/** One person with what bars them from a seat. */
export interface Asked {
  staff: Staff;
  bars: Bar[];
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
  const asked: Asked[] = index.problem.staff.map((staff) => ({
    staff,
    bars: bars.ofSeat(session, place, staff),
  }));
  const what = sessionName(index, session.session);
  for (const { staff, bars: own } of asked)
    tally.note(
      'staff',
      staff.id,
      own.map(({ ruleId }) => ruleId),
      what,
    );
  asked.sort((a, b) => hurdles(a.bars) - hurdles(b.bars) || effort(a.bars) - effort(b.bars));
  const least = hurdles(asked[0]?.bars ?? []);
  const nearest = asked
    .filter((one) => hurdles(one.bars) === least)
    .slice(0, shownWays)
    .map(({ staff, bars: own }): Way => {
      const relaxations = own.map((bar) =>
        relaxationOf(bar, staff, session, index, bars.sessionById),
      );
      return { staffId: staff.id, relaxations };
    });
  const exchanges = exchangesFor(asked, session, place, asking);
  const ways = least === 0 ? [...nearest, ...exchanges] : [...exchanges, ...nearest];
  return { cause: causeOf(asked, session, place, index), ways: ways.slice(0, shownWays), asked };
}

/** The first exchanges that work, of those who are barred by another session alone. */
function exchangesFor(
  asked: readonly Asked[],
  session: SessionView,
  place: number,
  asking: Asking,
): Way[] {
  const busy = asked
    .filter((one) => one.bars.length > 0 && one.bars.every((bar) => bar.ruleId === 'staffClash'))
    .slice(0, triedExchanges);
  const found: Way[] = [];
  for (const one of busy) {
    if (found.length === shownWays) break;
    found.push(...exchangeFor(one, session, place, asking));
  }
  return found;
}

/** Another person takes the one session that is in the way. */
function exchangeFor(
  { staff, bars: own }: Asked,
  session: SessionView,
  place: number,
  asking: Asking,
): Way[] {
  const { bars, view } = asking;
  const inTheWay = new Set(own.flatMap((bar) => bar.match.sessionIds ?? []));
  inTheWay.delete(session.id);
  const [otherId] = inTheWay;
  const other = view.sessions.find(({ id }) => id === otherId);
  if (inTheWay.size !== 1 || other === undefined) return [];
  if (!bars.isFreeInstead(session, place, staff, other)) return [];
  const left = other.seats.findIndex((seat) => seat.staff?.id === staff.id);
  const free = bars.successor(other, left);
  if (free === undefined) return [];
  const exchange = { sessionId: other.id, staffId: free.id };
  return [{ staffId: staff.id, relaxations: [], exchange }];
}

/** How much is in the way: who leaves another post leaves a hole that needs something too. */
function hurdles(bars: readonly Bar[]): number {
  return bars.reduce((sum, { ruleId }) => sum + (ruleId === 'staffClash' ? 2 : 1), 0);
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
  index: ProblemIndex,
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
  const available = qualified.filter((one) => !isBarred(one, 'staffAvailable'));
  const away = n - available.length;
  if (available.length === 0)
    return {
      code: 'nobodyAvailable',
      sentence: {
        zh: `${at.zh}：符合条件的 ${n} 人这时都有课、要休息或不可排`,
        en: `For ${at.en}, all who qualify (${n}) have lessons, need their rest or are not available then`,
      },
    };
  const count = (ruleId: string) => available.filter((one) => isBarred(one, ruleId)).length;
  const alone = (ruleId: string) =>
    available.filter(({ bars }) => bars.every((bar) => bar.ruleId === ruleId)).length;
  const [busy, limited] = [count('staffClash'), count('staffLimit')];
  const [main = 'staffClash'] = [
    'staffClash',
    'staffLimit',
    'sameLead',
    'nightRest',
    'outsiderAlone',
  ]
    .map((id, i) => ({ id, i, alone: alone(id), count: count(id) }))
    .sort((a, b) => b.alone - a.alone || b.count - a.count || a.i - b.i)
    .map(({ id }) => id);
  const counts = [
    { of: away, zh: '人不可排', en: 'not available' },
    { of: busy, zh: '人已在别的岗位', en: 'in another post' },
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

/** Nobody passes `staffQualified`: for want of the qualification, of the kind, or only of papers. */
function unqualified(
  asked: readonly Asked[],
  session: SessionView,
  place: number,
  at: Bilingual,
  index: ProblemIndex,
): SeatFindings['cause'] {
  const reasons = asked.map(({ bars }) =>
    String(bars.find((bar) => bar.ruleId === 'staffQualified')?.match.detail?.reasons),
  );
  const barred = reasons.filter((reason) => reason === 'barred').length;
  if (barred > 0)
    return {
      code: 'nobodyCleared',
      sentence: {
        zh: `${at.zh}：具备条件的 ${barred} 人都未签约、未通过审查或未培训`,
        en: `For ${at.en}, those who would qualify (${barred}) are not cleared or not trained`,
      },
    };
  const spec = session.seats[place]?.spec;
  const kinds = session.hosting === 'care' ? index.params.care.kinds : spec?.kinds;
  const wanted = [
    ...(spec?.qualification === undefined ? [] : [`“${spec.qualification}”`]),
    ...(kinds === undefined ? [] : [kinds.join('/')]),
  ].join(' ');
  return {
    code: 'nobodyQualified',
    sentence: {
      zh: `${at.zh}：没有人具备要求的资质或身份 ${wanted}`,
      en: `For ${at.en}, nobody has the qualification or kind asked for: ${wanted}`,
    },
  };
}
