import { periodsName } from '../../src/domain/naming.ts';
import type { Staff } from '../../src/domain/problem.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { withSeat } from './bars.ts';
import { type Asked, findCause } from './candidates.ts';
import type { Obstacle } from './obstacles.ts';

/** Lead and duty seats that nobody could take; with neither, a session with pupils needs somebody. */
export function peopleObstacles(session: SessionView, asking: Asking): Obstacle[] {
  const must = session.seats.flatMap((seat, place) => (seat.role === 'assistant' ? [] : [place]));
  const asked = must.length > 0 || !session.hasPupils ? must : session.seats.map((_, i) => i);
  const findings = asked.map((place) => ({ place, ...findCause(session, place, asking) }));
  const blocked = findings.filter(({ ways }) => (ways[0]?.relaxations.length ?? 1) > 0);
  // Where any adult will do, one seat that can be filled is enough.
  if (must.length === 0 && blocked.length < findings.length) return [];
  const open = must.length === 0 ? blocked : leftOver(session, findings, asking);
  const when = periodsName(asking.index, session.session.periodIds);
  return open.map(({ cause, asked: people, ways }) => {
    const { zh, en } = cause.sentence;
    return {
      kind: 'people' as const,
      ruleIds: [...new Set(people.flatMap(({ bars }) => bars.map((bar) => bar.ruleId)))],
      sentence: { zh: `${when.zh}，${zh}`, en: `On ${when.en}: ${en.replace(/^For /, 'for ')}` },
      ways,
    };
  });
}

type Finding = ReturnType<typeof findCause> & { place: number };

/** The seats that are left open when as many as can be are filled at once, each asked anew. */
function leftOver(session: SessionView, findings: readonly Finding[], asking: Asking): Finding[] {
  const seatOf = new Map<Staff, Finding>();
  // Whoever sits already makes way where there is another seat for them.
  const seat = (finding: Finding, tried: Set<Staff>): boolean =>
    peopleFor(finding).some((staff) => {
      if (tried.has(staff)) return false;
      tried.add(staff);
      const held = seatOf.get(staff);
      if (held !== undefined && !seat(held, tried)) return false;
      seatOf.set(staff, finding);
      return true;
    });
  const left = findings.filter((finding) => !seat(finding, new Set()));
  let crewed = session;
  for (const [staff, { place }] of seatOf) crewed = withSeat(crewed, place, staff);
  return left.map((finding) => {
    const { place } = finding;
    const found = crewed === session ? finding : { place, ...findCause(crewed, place, asking) };
    const [way] = found.ways;
    // Whoever would fill this seat is no help for the next.
    if (way !== undefined) crewed = withSeat(crewed, place, asking.index.staff(way.staffId));
    return found;
  });

  function peopleFor({ asked, ways }: Finding): Staff[] {
    const free = asked.filter(({ bars }: Asked) => bars.length === 0).map(({ staff }) => staff);
    const byExchange = ways.flatMap(({ exchange, relaxations, staffId }) =>
      exchange === undefined || relaxations.length > 0 ? [] : [asking.index.staff(staffId)],
    );
    return [...free, ...byExchange];
  }
}
