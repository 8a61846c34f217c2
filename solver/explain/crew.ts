import type { Bilingual } from '../../src/domain/bilingual.ts';
import { listOf, periodsName, roleNames } from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import { isSchoolStaff } from '../../src/domain/staff.ts';
import { isOff } from '../rules/registry.ts';
import { keepsLead } from '../rules/same-lead.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { type Findings, findCause } from './candidates.ts';
import type { Obstacle } from './obstacle.ts';
import type { Cause } from './seat-cause.ts';
import { byCost, costOf, follow, type Way } from './ways.ts';

/** A seat to be filled, the same one of several sessions where the series keeps its lead. */
interface Post {
  sessions: SessionView['id'][];
  place: number;
}

/** Who would take a seat, in which of the sessions. */
export interface Taken {
  sessionIds: string[];
  seat: number;
  way: Way;
}

/** The sessions with those who were found for them so far, and the plan that is so. */
interface Crewed {
  sessions: ReadonlyMap<string, SessionView>;
  asking: Asking;
  taken: readonly Taken[];
}

/** Who would be in the sessions, and the seats for which something would have to be different. */
export interface CrewFindings {
  taken: readonly Taken[];
  obstacles: Obstacle[];
}

/**
 * Lead seats and those on duty of these sessions of one series that nobody could take, all of them
 * filled together; with neither, a session with pupils needs somebody. Outsiders need a partner in the end.
 */
export function crewFor(sessions: readonly SessionView[], asking: Asking): CrewFindings {
  const [first] = sessions;
  if (first === undefined) return { taken: [], obstacles: [] };
  const isDuty = first.activity?.kind === 'duty';
  const must = first.seats.flatMap(({ role }, place) =>
    role === 'assistant' && !isDuty ? [] : [place],
  );
  const byId = new Map(sessions.map((one) => [one.id, one]));
  let crewed: Crewed = { sessions: byId, asking, taken: [] };
  const obstacles: Obstacle[] = [];
  if (must.length === 0) {
    for (const session of sessions) {
      if (!session.hasPupils || session.seats.length === 0) continue;
      const found = fillOne(session, crewed);
      crewed = found.crewed;
      obstacles.push(...found.obstacles);
    }
    return { taken: crewed.taken, obstacles };
  }
  for (const posts of roundsOf(sessions, must)) {
    const found = fillAll(posts, crewed);
    crewed = found.crewed;
    obstacles.push(...found.obstacles);
  }
  const partners = partnersFor(crewed);
  return {
    taken: partners.crewed.taken,
    obstacles: [...obstacles, ...partners.obstacles],
  };
}

/** Whoever leads a series comes to all of its sessions; the other seats are those of one session. */
function roundsOf(sessions: readonly SessionView[], must: readonly number[]): Post[][] {
  const [first] = sessions;
  const isOfAll = (place: number) =>
    first?.activity !== undefined &&
    keepsLead(first.activity) &&
    first.seats[place]?.role === 'lead';
  const ids = sessions.map(({ id }) => id);
  const ofAll = must.filter(isOfAll).map((place): Post => ({ sessions: ids, place }));
  const ofEach = ids.map((id) =>
    must.filter((place) => !isOfAll(place)).map((place): Post => ({ sessions: [id], place })),
  );
  return [ofAll, ...ofEach].filter((posts) => posts.length > 0);
}

/** Asked about outsiders when all are found: the one makes up for the other. */
const ignored = 'outsiderAlone';

/** As many posts as can be are filled at once; the others are asked about anew, one by one. */
function fillAll(
  posts: readonly Post[],
  before: Crewed,
): { crewed: Crewed; obstacles: Obstacle[] } {
  const asked = posts.map((post) => ({ post, ...ask(post, before) }));
  const { seated, left } = matched(asked, before.asking);
  let crewed = before;
  const open: Post[] = [...left];
  for (const { post, staff } of seated) {
    // Whoever was found for another seat, or took over a post, may be in the way now.
    const [way] = ask(post, crewed, staff).ways;
    if (way !== undefined && costOf(way) === 0) crewed = step(post, way, crewed);
    else open.push(post);
  }
  const obstacles: Obstacle[] = [];
  for (const post of open) {
    const known = crewed === before ? asked.find((one) => one.post === post) : undefined;
    const found = known ?? ask(post, crewed);
    const [way] = found.ways;
    if (way === undefined || costOf(way) > 0) obstacles.push(obstacleOf(post, found, crewed));
    // Whoever would fill this seat is no help for the next.
    if (way !== undefined) crewed = step(post, way, crewed);
  }
  return { crewed, obstacles };
}

function ask(post: Post, { sessions, asking }: Crewed, only?: Staff): Findings {
  const suits = only === undefined ? {} : { suits: (staff: Staff) => staff === only };
  return findCause(sessionsOf(post, sessions), post.place, asking, { ignored, ...suits });
}

function sessionsOf(post: Post, sessions: Crewed['sessions']): SessionView[] {
  return post.sessions.flatMap((id) => sessions.get(id) ?? []);
}

function step(post: Post, way: Way, { sessions, asking, taken }: Crewed): Crewed {
  const after = follow(way, sessionsOf(post, sessions), post.place, asking);
  const seated = after.sessions.map((session): [string, SessionView] => [session.id, session]);
  return {
    sessions: new Map([...sessions, ...seated]),
    asking: after.asking,
    taken: [...taken, { sessionIds: post.sessions, seat: post.place, way }],
  };
}

/** The most posts that different people can take as it stands, by augmenting paths. */
function matched(
  asked: readonly (Findings & { post: Post })[],
  { index }: Asking,
): { seated: { post: Post; staff: Staff }[]; left: Post[] } {
  const seatOf = new Map<Staff, (typeof asked)[number]>();
  const peopleFor = ({ asked: all, ways }: Findings): Staff[] => [
    ...all.filter(({ bars }) => bars.length === 0).map(({ staff }) => staff),
    ...ways.filter((way) => costOf(way) === 0).map(({ staffId }) => index.staff(staffId)),
  ];
  const seat = (one: (typeof asked)[number], tried: Set<Staff>): boolean =>
    peopleFor(one).some((staff) => {
      if (tried.has(staff)) return false;
      tried.add(staff);
      const held = seatOf.get(staff);
      if (held !== undefined && !seat(held, tried)) return false;
      seatOf.set(staff, one);
      return true;
    });
  const left = asked.filter((one) => !seat(one, new Set())).map(({ post }) => post);
  return { seated: [...seatOf].map(([staff, { post }]) => ({ post, staff })), left };
}

/** Where any adult will do, one seat that can be filled is enough. */
function fillOne(session: SessionView, before: Crewed): { crewed: Crewed; obstacles: Obstacle[] } {
  const asked = session.seats.map((_, place) => {
    const post = { sessions: [session.id], place };
    return { post, found: findCause([session], place, before.asking) };
  });
  const cost = ({ found: { ways } }: (typeof asked)[number]) =>
    ways[0] === undefined ? Number.POSITIVE_INFINITY : costOf(ways[0]);
  const [best] = asked.sort((a, b) => cost(a) - cost(b));
  if (best === undefined) return { crewed: before, obstacles: [] };
  const { post, found } = best;
  const [way] = found.ways;
  return {
    crewed: way === undefined ? before : step(post, way, before),
    obstacles: cost(best) === 0 ? [] : [obstacleOf(post, found, before)],
  };
}

/** A session of several seats in which only outsiders sit needs somebody of the school. */
function partnersFor(crewed: Crewed): { crewed: Crewed; obstacles: Obstacle[] } {
  const { index } = crewed.asking;
  if (!index.params.outsiderNeedsPartner || isOff(index.problem, ignored))
    return { crewed, obstacles: [] };
  const obstacles: Obstacle[] = [];
  let now = crewed;
  for (const { id } of crewed.sessions.values()) {
    const session = now.sessions.get(id);
    if (session === undefined || !isOfOutsiders(session)) continue;
    const posts = session.seats.map((seat, place): Post => {
      const isOfAll =
        seat.role === 'lead' && session.activity !== undefined && keepsLead(session.activity);
      return { sessions: isOfAll ? [...now.sessions.keys()] : [id], place };
    });
    const found = posts.map((post) => {
      const own = sessionsOf(post, now.sessions);
      return {
        post,
        found: findCause(own, post.place, now.asking, { ignored, suits: isSchoolStaff }),
      };
    });
    const ways = found
      .flatMap(({ post, found: { ways } }) => ways.map((way) => ({ post, way })))
      .sort((a, b) => byCost(a.way, b.way));
    const [best] = ways;
    if (best === undefined || costOf(best.way) > 0) {
      const what = {
        zh: '只有校外人员，缺少本校教师',
        en: 'only outsiders could come, and nobody of the school',
      };
      const post = best?.post ?? { sessions: [id], place: 0 };
      const cause: Cause = { code: 'outsidersOnly', what };
      const shown = ways.slice(0, 3).map(({ way }) => way);
      obstacles.push(obstacleOf(post, { cause, ways: shown, asked: [] }, now, [ignored]));
    }
    if (best !== undefined) now = step(best.post, best.way, now);
  }
  return { crewed: now, obstacles };
}

function isOfOutsiders({ hasPupils, seats, people }: SessionView): boolean {
  return hasPupils && seats.length > 1 && people.length > 0 && !people.some(isSchoolStaff);
}

function obstacleOf(
  { sessions: ids, place }: Post,
  { cause, asked, ways }: Findings,
  { sessions, asking: { index } }: Crewed,
  ruleIds = [...new Set(asked.flatMap(({ bars }) => bars.map((bar) => bar.ruleId)))],
): Obstacle {
  const own = ids.flatMap((id) => sessions.get(id) ?? []);
  const when = listOf(own.map(({ session }) => periodsName(index, session.periodIds)));
  const role = roleNames[own[0]?.seats[place]?.role ?? 'lead'];
  const { zh, en } = cause.what;
  const sentence: Bilingual = {
    zh: `${when.zh}的${role.zh}岗（${zh}）`,
    en: `the ${role.en} seat on ${when.en} (${en})`,
  };
  return { kind: 'people', ruleIds, sentence, ways };
}
