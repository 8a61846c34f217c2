import { segments } from '../../src/domain/problem.ts';
import type { Model } from '../model/model.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import type { State } from './state.ts';

/** Learning sessions over the cap on one weekday, over the pupils of a class (one for numbers). */
export function learningOver(
  state: State,
  model: Model,
  c: number,
  day: number,
  cap: number,
): number {
  const { series, time, pupils, attendance, problem } = model;
  const { periodCount, spotPeriods } = time;
  const homework = segments.indexOf('homework');
  const isLearning = (event: number) => {
    if (series.isTutoring[series.eventSeries[event]] === 1) return true;
    const spot = state.eventSpot[event];
    for (let k = spotPeriods.start[spot]; k < spotPeriods.start[spot + 1]; k++)
      if (time.segment[spotPeriods.items[k]] === homework) return true;
    return false;
  };
  const onDay: number[] = [];
  for (let e = 0; e < series.firstCare; e++) {
    const spot = state.eventSpot[e];
    if (spot >= 0 && time.spotDay[spot] === day && isLearning(e)) onDay.push(e);
  }
  const periodsOf = (event: number) => {
    const spot = state.eventSpot[event];
    return [...spotPeriods.items.subarray(spotPeriods.start[spot], spotPeriods.start[spot + 1])];
  };
  const wholeClass = onDay.filter((e) => {
    const s = series.eventSeries[e];
    if (series.enrol[s] !== ENROL_CLASS) return false;
    const { start, items } = series.classes;
    return items.subarray(start[s], start[s + 1]).includes(c);
  });
  const homeworkPeriods = time.periods.flatMap((p, i) =>
    p.segment === 'homework' && p.weekday - 1 === day ? [i] : [],
  );
  const careIn = (p: number) =>
    state.wholeClass[c * periodCount + p] === 0 && state.careOf[c * periodCount + p] >= 0;
  if (problem.classes[c] && model.index.studentsOfClass(problem.classes[c].id).length === 0) {
    const found = wholeClass.map(periodsOf);
    for (const p of homeworkPeriods)
      if (careIn(p) && state.left[c * periodCount + p] > 0) found.push([p]);
    for (const e of onDay) {
      const s = series.eventSeries[e];
      const fixed = series.fixedCount[s];
      if (series.enrol[s] !== ENROL_CHOICE || fixed === null) continue;
      if (
        !(series.list[s].activity.enrolment ?? []).some(
          (r) => r.classId === problem.classes[c].id && r.count > 0,
        )
      )
        continue;
      const periods = periodsOf(e);
      if (!found.some((list) => list.includes(periods[0]))) found.push(periods);
    }
    return Math.max(0, found.length - cap);
  }
  let over = 0;
  for (let i = 0; i < pupils.count; i++) {
    if (pupils.classOf[i] !== c) continue;
    const isHere = (p: number) => pupils.present[i * periodCount + p] === 1;
    let count = 0;
    for (const e of wholeClass) if (periodsOf(e).some(isHere)) count++;
    for (const p of homeworkPeriods) {
      const cp = c * periodCount + p;
      if (isHere(p) && careIn(p) && state.pupilUse[i * periodCount + p] === 0 && attendance[cp] > 0)
        count++;
    }
    for (const e of onDay) if (isInChoice(e, i) && periodsOf(e).some(isHere)) count++;
    over += Math.max(0, count - cap);
  }
  return over;

  function isInChoice(event: number, pupil: number): boolean {
    const s = series.eventSeries[event];
    if (series.enrol[s] !== ENROL_CHOICE) return false;
    if (series.fixed[s] === 1) {
      const { start, items } = pupils.roster;
      return items.subarray(start[s], start[s + 1]).includes(pupil);
    }
    for (let w = pupils.first[pupil]; w < pupils.first[pupil + 1]; w++)
      if (pupils.wishSeries[w] === s) return state.wishGranted[w] === 1;
    return false;
  }
}
