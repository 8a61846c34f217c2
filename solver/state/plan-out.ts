import type { Plan, Session } from '../../src/domain/problem.ts';
import { PLAN_SCHEMA_ID } from '../../src/domain/problem.ts';
import { classesOfGroup, ENROL_CHOICE } from '../model/series.ts';
import type { State } from './state.ts';

const roleNames = ['lead', 'assistant', 'duty'] as const;

export type Sessions = Pick<Plan, 'schema' | 'sessions' | 'openSessions' | 'placements'>;

/** The assignment as the sessions and placements of a plan, in order of time. */
export function planSessions(state: State, reasonOf: (series: number) => string): Sessions {
  const { series, problem } = state.model;
  const events: number[] = [];
  for (let e = 0; e < series.eventCount; e++) if (state.exists(e)) events.push(e);
  const { spotOrder } = state.model.time;
  events.sort((a, b) => spotOrder[state.eventSpot[a]] - spotOrder[state.eventSpot[b]] || a - b);
  const used = new Set<string>();
  const sessions = events.map((event) => {
    const session = sessionOf(state, event);
    let id = session.id;
    for (let n = 2; used.has(id); n++) id = `${session.id}#${n}`;
    used.add(id);
    return { ...session, id };
  });
  const openSessions: Plan['openSessions'] = [];
  for (let s = 0; s < series.count; s++) {
    const missing = series.should[s] - state.placedSlots[s];
    if (series.enrol[s] === ENROL_CHOICE && state.placedSlots[s] === 0) continue;
    const { activity, forKey } = series.list[s];
    for (let i = 0; i < missing; i++)
      openSessions.push({
        activityId: activity.id,
        ...(forKey === undefined ? {} : { forKey }),
        reason: reasonOf(s),
      });
  }
  const out: Sessions = { schema: PLAN_SCHEMA_ID, sessions, openSessions };
  if (problem.students !== undefined) out.placements = placementsOf(state);
  return out;
}

function sessionOf(state: State, event: number): Session {
  const { series, time, problem, pupils } = state.model;
  const spot = state.eventSpot[event];
  const periodIds = [
    ...time.spotPeriods.items.subarray(
      time.spotPeriods.start[spot],
      time.spotPeriods.start[spot + 1],
    ),
  ].map((p) => time.periods[p].id);
  const room = state.eventRoom[event];
  const seats: Session['seats'] = [];
  const first = series.seatStart[event];
  for (let k = first; k < first + state.seatsNeeded(event); k++) {
    const person = state.seatPerson[k];
    seats.push({
      role: roleNames[series.seatRole[k]],
      staffId: person < 0 ? null : problem.staff[person].id,
    });
  }
  const common = {
    periodIds,
    roomId: room < 0 ? null : problem.rooms[room].id,
    headcount: state.headcount(event),
    seats,
  };
  if (event >= series.firstCare) {
    const from = state.memberStart[event - series.firstCare];
    const members = [...state.members.subarray(from, from + state.memberCount[event])];
    const classIds = members.sort((a, b) => a - b).map((c) => problem.classes[c].id);
    return { id: `care:${periodIds[0]}:${classIds[0]}`, kind: 'care', ...common, classIds };
  }
  const s = series.eventSeries[event];
  const { activity, forKey } = series.list[s];
  const session: Session = {
    id: [activity.id, ...(forKey === undefined ? [] : [forKey]), periodIds[0]].join(':'),
    kind: activity.kind,
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    ...common,
    classIds: activity.enrol === 'class' ? [...series.list[s].classIds] : [],
  };
  if (activity.enrol !== 'choice') return session;
  const students = problem.students ?? [];
  const members: number[] = [];
  if (series.fixed[s] === 1)
    members.push(
      ...pupils.roster.items.subarray(pupils.roster.start[s], pupils.roster.start[s + 1]),
    );
  else
    for (let i = 0; i < state.seriesPupils[s]; i++)
      members.push(pupils.wishPupil[state.granted[state.grantedStart[s] + i]]);
  members.sort((a, b) => a - b);
  const inNumbers = activity.studentIds === undefined && activity.enrolment !== undefined;
  const classes = new Set(
    inNumbers
      ? classesOfGroup(state.model.index, series.list[s])
      : members.map((i) => students[i].classId),
  );
  session.classIds = problem.classes.filter((c) => classes.has(c.id)).map((c) => c.id);
  if (!inNumbers) session.studentIds = members.map((i) => students[i].id);
  return session;
}

function placementsOf(state: State): NonNullable<Plan['placements']> {
  const { pupils, problem, series } = state.model;
  const placements: NonNullable<Plan['placements']> = [];
  for (let w = 0; w < pupils.wishPupil.length; w++) {
    if (state.wishGranted[w] === 0) continue;
    const pupil = pupils.wishPupil[w];
    placements.push({
      studentId: problem.students?.[pupil].id as string,
      activityId: series.list[pupils.wishSeries[w]].activity.id,
      rank: w - pupils.first[pupil] + 1,
    });
  }
  return placements;
}
