import { loadsOf } from '../../src/domain/compare/kpis.ts';
import type { Session, Staff } from '../../src/domain/problem.ts';
import { shareOf } from '../../src/domain/staff.ts';
import { minuteOf } from '../../src/domain/time.ts';
import type { PlanModel } from '../plan/plan-model.ts';

/** One person's week in figures; loads and minutes as the rules fairLoad and fairEdge count them. */
export interface PersonFigures {
  staff: Staff;
  name: string;
  share: number;
  /** Load minutes of all seats, plus what was carried over. */
  load: number;
  /** The fair share of all load; null for those without a share. */
  target: number | null;
  /** Weekdays with a late post, and with an early one. */
  late: number;
  early: number;
  /** Weekdays with a post. */
  days: number;
  /** Pairs of neighbouring weekdays that both have a late post. */
  streaks: number;
  minutes: number;
  pay: number;
  /** In time order. */
  sessions: readonly Session[];
}

export function personFigures(model: PlanModel): PersonFigures[] {
  const { index, plan, problem } = model;
  const { params } = index;
  const loads = loadsOf(index, plan);
  const facts = new Map(plan.sessions.map((session) => [session, factsOf(model, session)]));
  const seats = new Map<string, Session[]>(problem.staff.map(({ id }) => [id, []]));
  for (const session of plan.sessions) {
    for (const { staffId } of session.seats) {
      if (staffId !== null) seats.get(staffId)?.push(session);
    }
  }
  const people = problem.staff.map((staff): PersonFigures => {
    const seated = seats.get(staff.id) ?? [];
    const sessions = [...new Set(seated)].sort((a, b) => {
      const [p, q] = [model.placeOf(a), model.placeOf(b)];
      return p.weekday - q.weekday || (p.start < q.start ? -1 : 1);
    });
    const fact = (session: Session) => facts.get(session) as SessionFacts;
    const lateDays = new Set(sessions.filter((s) => fact(s).isLate).map((s) => fact(s).weekday));
    const earlyDays = new Set(sessions.filter((s) => fact(s).isEarly).map((s) => fact(s).weekday));
    const seatMinutes = seated.reduce((sum, s) => sum + fact(s).minutes, 0);
    return {
      staff,
      name: staff.name || staff.id,
      share: shareOf(staff),
      load: loads.get(staff.id) ?? 0,
      target: null,
      late: lateDays.size,
      early: earlyDays.size,
      days: new Set(sessions.map((s) => fact(s).weekday)).size,
      streaks: [...lateDays].filter((day) => lateDays.has(day + 1)).length,
      minutes: sessions.reduce((sum, s) => sum + fact(s).minutes, 0),
      pay: ((staff.rate ?? 0) * seatMinutes) / 45,
      sessions,
    };
  });
  const sharing = people.filter((person) => person.share > 0);
  const shares = sharing.reduce((sum, person) => sum + person.share, 0);
  const total = sharing.reduce((sum, person) => sum + person.load, 0);
  for (const person of sharing) person.target = (person.share / shares) * total;
  return people;

  function factsOf({ index: { period } }: PlanModel, session: Session): SessionFacts {
    const periods = session.periodIds.map((id) => period(id));
    let minutes = 0;
    let end = 0;
    for (const one of periods) {
      minutes += minuteOf(one.end) - minuteOf(one.start);
      end = Math.max(end, minuteOf(one.end));
    }
    return {
      weekday: periods[0]?.weekday ?? 0,
      minutes,
      isLate: end >= params.lateFromMinute,
      isEarly: periods.some((one) => one.segment === 'earlyArrival'),
    };
  }
}

interface SessionFacts {
  weekday: number;
  minutes: number;
  isLate: boolean;
  isEarly: boolean;
}
