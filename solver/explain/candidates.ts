import type { Bilingual } from '../../src/domain/bilingual.ts';
import { roleNames, sessionName, sessionTitle, staffName } from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { fewerAdultsFor } from './fewer-adults.ts';
import type { Bar } from './fresh.ts';
import { mergeFor } from './merges.ts';
import { type Cause, causeOf, type SeatCause } from './seat-cause.ts';
import { type Asked, type Way, waysFor } from './ways.ts';

/** One person for one open seat, with the rules that bar them; without bars they could take it. */
export interface Candidate {
  staffId: string;
  name: string;
  bars: { ruleId: string; sentence: Bilingual }[];
}

export interface SeatFindings {
  cause: { code: SeatCause; sentence: Bilingual };
  /** Those whom the seat asks for first, and of these those who are barred by the least. */
  candidates: Candidate[];
  /** The smallest sets of relaxations found, the easiest first; at most three. */
  ways: Way[];
}

/** Why an open seat is open: everybody is asked. */
export function askEverybody(session: SessionView, place: number, asking: Asking): SeatFindings {
  const { index } = asking;
  // Without people in the session its classes may join others; with some, they may be enough.
  const way = mergeFor(session, asking) ?? fewerAdultsFor(session, asking);
  const known = way === undefined ? [] : [way];
  const { cause, ways, asked } = findCause([session], place, asking, { known });
  const candidates = asked.map(({ staff, bars }) => ({
    staffId: staff.id,
    name: staffName(index, staff.id),
    bars: bars.map(({ ruleId, sentence }) => ({ ruleId, sentence })),
  }));
  const role = roleNames[session.seats[place]?.role ?? 'lead'];
  const title = sessionTitle(index, session.session);
  const { zh, en } = cause.what;
  const sentence = {
    zh: `${title.zh}的${role.zh}岗：${zh}`,
    en: `For the ${role.en} seat of ${title.en}, ${en}`,
  };
  return { cause: { code: cause.code, sentence }, candidates, ways };
}

interface Options {
  /** Whom to ask. */
  suits?: (staff: Staff) => boolean;
  /** A rule that is asked about later. */
  ignored?: string;
  /** Ways that are known already. */
  known?: readonly Way[];
}

export interface Findings {
  cause: Cause;
  ways: Way[];
  asked: Asked[];
}

/**
 * Asks everybody for a seat that is the same one of several sessions, as the lead of a series is;
 * without everybody's sentences, which take longer than the rest.
 */
export function findCause(
  sessions: readonly SessionView[],
  place: number,
  asking: Asking,
  { suits, ignored, known = [] }: Options = {},
): Findings {
  const { bars, index, tally } = asking;
  const counted = (found: Bar[]) =>
    ignored === undefined ? found : found.filter(({ ruleId }) => ruleId !== ignored);
  const everybody = index.problem.staff;
  const question = bars.seat(sessions, place);
  const asked = (suits === undefined ? everybody : everybody.filter(suits)).map((staff): Asked => {
    const own = counted(question.of(staff));
    const takesAll = own.some(({ ruleId }) => ruleId === 'sameLead');
    const others = takesAll ? counted(bars.ofOtherSessions(sessions, place, staff)) : [];
    return { staff, bars: own, ofOtherSessions: others };
  });
  const [first] = sessions;
  if (first !== undefined) {
    const what = sessionName(index, first.session);
    for (const { staff, bars: own } of asked)
      tally.note(
        'staff',
        staff.id,
        own.map(({ ruleId }) => ruleId),
        what,
      );
  }
  const sorted = asked
    .map((one) => ({
      one,
      unfit: Number(isUnfit(one.bars)),
      size: hurdlesOf(one),
      effort: effort(one.bars),
    }))
    .sort((a, b) => a.unfit - b.unfit || a.size - b.size || a.effort - b.effort)
    .map(({ one }) => one);
  const ways = waysFor(sorted, sessions, place, asking, known);
  const cause = causeOf({ asked: sorted, sessions, place, ways, asking });
  return { cause, ways, asked: sorted };
}

/** Whether the seat asks for others: of another kind, or with a qualification that they lack. */
export function isUnfit(bars: readonly Bar[]): boolean {
  return bars.some(
    ({ ruleId, match }) =>
      ruleId === 'staffQualified' && /kind|qualification/.test(String(match.detail?.reasons)),
  );
}

/** How much is in the way: who leaves another post leaves a hole that needs something too. */
function hurdlesOf({ bars, ofOtherSessions }: Asked): number {
  return [...bars, ...ofOtherSessions].reduce((sum, { ruleId, match }) => {
    if (ruleId === 'staffClash') return sum + (match.sessionIds?.length === 1 ? 1000 : 2);
    if (ruleId === 'nightRest') return sum + 2;
    return (
      sum + (ruleId === 'staffQualified' ? String(match.detail?.reasons).split(' ').length : 1)
    );
  }, 0);
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
