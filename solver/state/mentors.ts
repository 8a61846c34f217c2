import { ENROL_CHOICE, ENROL_CLASS, ROLE_LEAD } from '../model/series.ts';
import type { State } from './state.ts';

/** Whether pupils of a tutoring session have mentors and none of these leads it. */
export function lacksMentor(state: State, event: number): boolean {
  const { series, pupils, problem, index } = state.model;
  if (event >= series.firstCare || state.eventSpot[event] < 0) return false;
  const s = series.eventSeries[event];
  if (series.isTutoring[s] === 0) return false;
  const students = problem.students ?? [];
  const mentors = new Set<string>();
  const note = (i: number) => {
    const { mentorId } = students[i];
    if (mentorId !== undefined) mentors.add(mentorId);
  };
  if (series.enrol[s] === ENROL_CHOICE) {
    if (series.fixed[s] === 1)
      for (let k = pupils.roster.start[s]; k < pupils.roster.start[s + 1]; k++)
        note(pupils.roster.items[k]);
    else
      for (let k = 0; k < state.seriesPupils[s]; k++)
        note(pupils.wishPupil[state.granted[state.grantedStart[s] + k]]);
  } else if (series.enrol[s] === ENROL_CLASS) {
    const { spotPeriods, periods } = state.model.time;
    const spot = state.eventSpot[event];
    for (const classId of series.list[s].classIds) {
      for (const student of index.studentsOfClass(classId)) {
        const i = students.indexOf(student);
        for (let k = spotPeriods.start[spot]; k < spotPeriods.start[spot + 1]; k++) {
          if (pupils.present[i * periods.length + spotPeriods.items[k]] === 1) note(i);
        }
      }
    }
  }
  if (mentors.size === 0) return false;
  for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
    const person = state.seatPerson[k];
    if (series.seatRole[k] !== ROLE_LEAD || person < 0) continue;
    if (mentors.has(problem.staff[person].id)) return false;
  }
  return true;
}
