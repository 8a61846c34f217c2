import type { Staff } from '../../src/domain/problem.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import type { Bars } from './bars.ts';
import type { Bar } from './fresh.ts';
import {
  effortOf,
  isUnproven,
  liftPin,
  type Relaxation,
  relaxationsOf,
  weightOf,
} from './relaxations.ts';
import { withSeat } from './seated.ts';

/** Who takes over the post that somebody leaves. */
export interface Exchange {
  sessionId: string;
  staffId: string;
}

/** A way to fill a seat: with this person, after these relaxations; without any, as it stands. */
export interface Way {
  staffId: string;
  relaxations: Relaxation[];
  /** Somebody who can take over what the person would leave, without breaking anything. */
  exchange?: Exchange;
  /** The same for further posts, where several clash with the seat or it is that of several sessions. */
  furtherExchanges?: Exchange[];
  /**
   * The seat is not needed: its classes join this care session, which the person leads, all of them
   * in the room where it is; or in `roomId`, that of the post, where that one is too small.
   */
  merge?: { sessionId: string; roomId?: string };
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
/** How many posts somebody leaves for one session, as for a duty that lasts over all of them. */
const leftForOne = 4;

/** What a way asks for, in things; 0 where the person can come as it stands. */
export function costOf({ relaxations }: Way): number {
  return relaxations.reduce((sum, one) => sum + weightOf(one), 0);
}

/** Whether the way needs nobody who was looked for and not found. */
export function isProven({ relaxations }: Way): boolean {
  return !relaxations.some(({ kind }) => isUnproven(kind));
}

function exchangesOf({ exchange, furtherExchanges = [] }: Way): Exchange[] {
  return exchange === undefined ? [] : [exchange, ...furtherExchanges];
}

/**
 * The ways that ask for least, the easiest first; at most three. The people come with those first
 * who are barred by the least.
 */
export function waysFor(
  asked: readonly Asked[],
  sessions: readonly SessionView[],
  place: number,
  asking: Asking,
  known: readonly Way[] = [],
): Way[] {
  const likely = asked
    .map((one) => ({ one, least: leastOf(one) }))
    .filter(({ least }) => least.cost < notAtAll)
    .sort((a, b) => a.least.cost - b.least.cost || a.least.effort - b.least.effort);
  const found: Way[] = [...known];
  let exchanges = 0;
  for (const { one, least } of likely) {
    if (found.filter((way) => costOf(way) <= least.cost).length >= shownWays) break;
    const couldLeave = one.bars.some(({ ruleId }) => leftByLeaving.has(ruleId));
    if (couldLeave) exchanges++;
    found.push(wayFor(one, sessions, place, asking, couldLeave && exchanges <= triedExchanges));
  }
  found.sort(byCost);
  const free = found.filter((way) => costOf(way) === 0);
  const others = found.slice(free.length);
  const [nearest] = others;
  const asNear = others.filter((way) => nearest && costOf(way) === costOf(nearest));
  // Exchanges can be many; one of the others is told too, and one that is of another sort.
  const shown = free.slice(0, asNear.length > 0 ? shownWays - 1 : shownWays);
  const all = [...shown, ...asNear];
  const other = asNear.find((way) => known.includes(way));
  if (other === undefined || all.indexOf(other) < shownWays) return all.slice(0, shownWays);
  return [...all.slice(0, shownWays - 1), other];
}

/** What asks for least comes first; of these what is known to work, and then what is easier. */
export function byCost(a: Way, b: Way): number {
  const unproven = Number(!isProven(a)) - Number(!isProven(b));
  return costOf(a) - costOf(b) || unproven || effortOfWay(a) - effortOfWay(b);
}

function effortOfWay(way: Way): number {
  return effortOf(way.relaxations) + exchangesOf(way).length / 10;
}

/** Who sits in the session already cannot take a second seat of it, whatever is relaxed. */
const notAtAll = 1000;

/** The least that any way with this person asks for: other posts could perhaps be left. */
function leastOf({ bars, ofOtherSessions }: Asked): { cost: number; effort: number } {
  const least = { cost: 0, effort: 0 };
  const things = new Set<string>();
  for (const own of [bars, ofOtherSessions])
    for (const { ruleId, match } of own) {
      if (ruleId === 'staffClash' && match.sessionIds?.length === 1)
        return { cost: notAtAll, effort: 0 };
      if (leftByLeaving.has(ruleId)) continue;
      for (const reason of String(match.detail?.reasons ?? ruleId).split(' ')) {
        const key = sharedReasons.has(reason) ? reason : `${reason} ${match.sessionIds?.join(' ')}`;
        if (things.has(key)) continue;
        things.add(key);
        least.cost += ruleId === 'outsiderAlone' ? 2 : 1;
        least.effort += reasonEfforts[reason] ?? 2;
      }
    }
  return least;
}

/** What is one thing for all sessions that it bars from. */
const sharedReasons = new Set(['qualification', 'kind', 'barred', 'rest']);
const reasonEfforts: Record<string, number> = {
  away: 3,
  lesson: 3,
  barred: 4,
  kind: 5,
  qualification: 6,
};

/** Rules that may bar a person no more once they have left another post. */
const leftByLeaving = new Set(['staffClash', 'nightRest', 'staffLimit']);

function wayFor(
  one: Asked,
  sessions: readonly SessionView[],
  place: number,
  asking: Asking,
  mayLeave: boolean,
): Way {
  const { staff, bars, ofOtherSessions } = one;
  const all = [...bars, ...ofOtherSessions];
  const asItStands = {
    staffId: staff.id,
    relaxations: relaxationsOf(all, staff, sessions, place, asking),
  };
  if (!mayLeave) return asItStands;
  const leaving = wayByLeaving(one, sessions, place, asking);
  return leaving !== undefined && costOf(leaving) <= costOf(asItStands) ? leaving : asItStands;
}

/**
 * Other people take over the posts that clash, or else any one post without which no limit bars:
 * as many posts as there are sessions to come to, or the few that one session lasts over. Pins may
 * need to go.
 */
function wayByLeaving(
  one: Asked,
  sessions: readonly SessionView[],
  place: number,
  asking: Asking,
): Way | undefined {
  const { staff, bars: own } = one;
  const clashing = own.filter(({ ruleId }) => ruleId === 'staffClash' || ruleId === 'nightRest');
  const posts = [
    ...new Set(clashing.flatMap((bar) => asking.bars.postsInTheWay(bar, staff, sessions))),
  ];
  let pinned: Way | undefined;
  for (const left of posts.length > 0 ? [posts] : asking.bars.sessionsOf(staff).map((s) => [s])) {
    if (left.length > Math.max(sessions.length, leftForOne)) continue;
    const step = handOver(left, staff, asking);
    if (step === undefined) continue;
    const then = { ...asking, bars: step.bars };
    const still = [
      ...step.bars.seat(sessions, place).of(staff),
      ...(one.ofOtherSessions.length > 0 ? step.bars.ofOtherSessions(sessions, place, staff) : []),
    ];
    // A post that is not in the way itself is left only where that is enough.
    if (posts.length === 0 && still.length > 0) continue;
    const lifted = left.filter((post) => asking.bars.isPinned(post, staff.id));
    const relaxations = [
      ...(lifted.length > 0 ? [liftPin(staff, lifted, asking.index)] : []),
      ...relaxationsOf(still, staff, sessions, place, then),
    ];
    const [exchange, ...furtherExchanges] = step.exchanges;
    const way: Way = {
      staffId: staff.id,
      relaxations,
      ...(exchange === undefined ? {} : { exchange }),
      ...(furtherExchanges.length === 0 ? {} : { furtherExchanges }),
    };
    if (lifted.length === 0 || posts.length > 0) return way;
    pinned ??= way;
  }
  return pinned;
}

/** The plan after others took over these posts one after the other; undefined where nobody could. */
function handOver(
  posts: readonly SessionView[],
  staff: Staff,
  { bars: before }: Asking,
): { bars: Bars; exchanges: Exchange[] } | undefined {
  let bars = before;
  const exchanges: Exchange[] = [];
  for (const post of posts) {
    const seats = post.seats.flatMap((seat, i) => (seat.staff?.id === staff.id ? [i] : []));
    const [seat] = seats;
    const heir = seat !== undefined && seats.length === 1 && bars.successor(post, seat);
    if (!heir || seat === undefined) return undefined;
    bars = bars.withCrew([withSeat(post, seat, heir)]);
    exchanges.push({ sessionId: post.id, staffId: heir.id });
  }
  return { bars, exchanges };
}

/** The plan and the sessions with the person of a way in the seat, as if all it asks for were so. */
export function follow(
  way: Way,
  sessions: readonly SessionView[],
  place: number,
  asking: Asking,
): { sessions: SessionView[]; asking: Asking } {
  const { index } = asking;
  const staff = index.staff(way.staffId);
  let { bars } = asking;
  for (const { sessionId, staffId } of exchangesOf(way)) {
    const post = bars.sessionOf(sessionId);
    const seat = post?.seats.findIndex((one) => one.staff === staff) ?? -1;
    if (post && seat >= 0) bars = bars.withCrew([withSeat(post, seat, index.staff(staffId))]);
  }
  const seated = sessions.map((session) => withSeat(session, place, staff));
  return { sessions: seated, asking: { ...asking, bars: bars.withCrew(seated) } };
}
