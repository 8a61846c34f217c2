import { segments } from '../../src/domain/problem.ts';
import type { Model } from '../model/model.ts';
import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import type { State } from './state.ts';

/**
 * Counts learning sessions over the cap, for one class on one weekday (over its pupils; once for
 * a class of numbers). Care alone never exceeds the cap, because the problem was checked for it:
 * only pupils in a session that teaches can, so that most class-days need no count at all.
 */
export class LearningCount {
  private readonly state: State;
  private readonly cap: number;
  /** Events of series that may teach. */
  private readonly teaching: readonly number[];
  private readonly homeworkOfDay: readonly (readonly number[])[];
  private readonly byNumbers: Uint8Array;

  constructor(state: State, model: Model, cap: number) {
    this.state = state;
    this.cap = cap;
    const { series, time, problem, index } = model;
    this.teaching = [...Array(series.firstCare).keys()].filter((e) => {
      const { activity } = series.list[series.eventSeries[e]];
      return activity.kind === 'tutoring' || activity.segments.includes('homework');
    });
    this.homeworkOfDay = Array.from({ length: DAYS }, (_, day) =>
      time.periods.flatMap((p, i) =>
        p.segment === 'homework' && p.weekday - 1 === day ? [i] : [],
      ),
    );
    this.byNumbers = Uint8Array.from(problem.classes, (c) =>
      index.studentsOfClass(c.id).length === 0 ? 1 : 0,
    );
  }

  over(c: number, day: number): number {
    const { eventSpot, model } = this.state;
    const { series, time } = model;
    const wholeClass: number[] = [];
    const choice: number[] = [];
    for (const event of this.teaching) {
      const spot = eventSpot[event];
      if (spot < 0 || time.spotDay[spot] !== day || !this.teaches(event)) continue;
      const s = series.eventSeries[event];
      if (series.enrol[s] === ENROL_CHOICE) choice.push(event);
      else if (series.enrol[s] === ENROL_CLASS && this.hasClass(s, c)) wholeClass.push(event);
    }
    if (wholeClass.length === 0 && choice.length === 0) return 0;
    if (this.byNumbers[c] === 1) return this.overOfNumbers(c, day, wholeClass, choice);
    return this.overOfPupils(c, day, wholeClass, choice);
  }

  private overOfPupils(
    c: number,
    day: number,
    wholeClass: readonly number[],
    choice: readonly number[],
  ): number {
    const { model } = this.state;
    const { pupils, series } = model;
    const inChoice = new Map<number, number[]>();
    for (const event of choice) {
      for (const pupil of this.pupilsOf(series.eventSeries[event])) {
        if (pupils.classOf[pupil] !== c) continue;
        const list = inChoice.get(pupil);
        if (list) list.push(event);
        else inChoice.set(pupil, [event]);
      }
    }
    let over = 0;
    if (wholeClass.length === 0) {
      for (const [pupil, events] of inChoice) over += this.overOf(c, day, pupil, [], events);
      return over;
    }
    for (let pupil = 0; pupil < pupils.count; pupil++) {
      if (pupils.classOf[pupil] !== c) continue;
      over += this.overOf(c, day, pupil, wholeClass, inChoice.get(pupil) ?? []);
    }
    return over;
  }

  private overOf(
    c: number,
    day: number,
    pupil: number,
    wholeClass: readonly number[],
    choice: readonly number[],
  ): number {
    const { pupilUse, model } = this.state;
    const { periodCount } = model.time;
    const isHere = (p: number) => model.pupils.present[pupil * periodCount + p] === 1;
    let count = 0;
    for (const event of wholeClass) if (this.periodsOf(event).some(isHere)) count++;
    for (const event of choice) if (this.periodsOf(event).some(isHere)) count++;
    for (const p of this.homeworkOfDay[day]) {
      if (isHere(p) && this.isCare(c, p) && pupilUse[pupil * periodCount + p] === 0) count++;
    }
    return Math.max(0, count - this.cap);
  }

  /** All that the class is in, also side by side: nobody knows which of its pupils are where. */
  private overOfNumbers(
    c: number,
    day: number,
    wholeClass: readonly number[],
    choice: readonly number[],
  ): number {
    const { left, model } = this.state;
    const { periodCount } = model.time;
    let count = wholeClass.length;
    for (const p of this.homeworkOfDay[day])
      if (this.isCare(c, p) && left[c * periodCount + p] > 0) count++;
    for (const event of choice) {
      const fixed = model.series.fixedCount[model.series.eventSeries[event]];
      if (fixed !== null && this.periodsOf(event).some((p) => fixed[c * periodCount + p] > 0))
        count++;
    }
    return Math.max(0, count - this.cap);
  }

  private teaches(event: number): boolean {
    const { series, time } = this.state.model;
    if (series.isTutoring[series.eventSeries[event]] === 1) return true;
    const homework = segments.indexOf('homework');
    return this.periodsOf(event).some((p) => time.segment[p] === homework);
  }

  private periodsOf(event: number): number[] {
    const { start, items } = this.state.model.time.spotPeriods;
    const spot = this.state.eventSpot[event];
    return [...items.subarray(start[spot], start[spot + 1])];
  }

  private hasClass(s: number, c: number): boolean {
    const { start, items } = this.state.model.series.classes;
    return items.subarray(start[s], start[s + 1]).includes(c);
  }

  private isCare(c: number, p: number): boolean {
    const cp = c * this.state.model.time.periodCount + p;
    return this.state.wholeClass[cp] === 0 && this.state.careOf[cp] >= 0;
  }

  private pupilsOf(s: number): number[] {
    const { model, granted, grantedStart, seriesPupils } = this.state;
    const { series, pupils } = model;
    if (series.fixed[s] === 1) {
      const { start, items } = pupils.roster;
      return [...items.subarray(start[s], start[s + 1])];
    }
    const from = grantedStart[s];
    return [...granted.subarray(from, from + seriesPupils[s])].map((w) => pupils.wishPupil[w]);
  }
}
