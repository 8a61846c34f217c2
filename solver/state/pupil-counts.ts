import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import { CareCounts } from './care-counts.ts';

/** What follows from where sessions are and who is in them: pupils in clubs, and those left over. */
export abstract class PupilCounts extends CareCounts {
  /** Pupils of a session (care slots, whole-class sessions and choice sessions alike). */
  headcount(event: number): number {
    const { series, time, attendance } = this.model;
    if (event >= series.firstCare) return this.careHead[event];
    const s = series.eventSeries[event];
    const spot = this.eventSpot[event];
    if (series.enrol[s] === ENROL_CHOICE) return this.seriesPupils[s];
    if (series.enrol[s] !== ENROL_CLASS || spot < 0) return 0;
    let least = -1;
    const { start, items } = time.spotPeriods;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      let pupils = 0;
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
        pupils += attendance[series.classes.items[i] * time.periodCount + items[k]];
      if (least < 0 || pupils < least) least = pupils;
    }
    return least;
  }

  /** Adds (1) or removes (-1) the pupils of a session at its present spot. */
  protected shiftPupils(event: number, s: number, step: 1 | -1): void {
    const { series, time, pupils, classCount, attendance } = this.model;
    const enrol = series.enrol[s];
    if (enrol !== ENROL_CLASS && enrol !== ENROL_CHOICE) return;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const { start, items } = time.spotPeriods;
    const mix = series.isMix[s] === 1;
    if (enrol === ENROL_CHOICE && series.fixed[s] === 0) {
      this.shiftGranted(event, s, spot, step);
      if (!mix) return;
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
        const c = series.classes.items[i];
        if (this.seriesClass[s * classCount + c] > 0) this.countMix(c, day, step);
      }
      return;
    }
    const fixed = series.fixedCount[s];
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
      const c = series.classes.items[i];
      let any = false;
      for (let k = start[spot]; k < start[spot + 1]; k++) {
        const cp = c * time.periodCount + items[k];
        if (enrol === ENROL_CLASS) {
          this.wholeClass[cp] += step;
          if (attendance[cp] > 0) any = true;
        } else if (fixed !== null) {
          this.away[cp] += step * fixed[cp];
          if (fixed[cp] > 0) any = true;
        }
        this.refreshLeft(c, items[k]);
      }
      if (mix && any) this.countMix(c, day, step);
      else if (enrol === ENROL_CLASS) this.touched.classDay.add(c * DAYS + day);
    }
    if (enrol === ENROL_CHOICE) {
      for (let i = pupils.roster.start[s]; i < pupils.roster.start[s + 1]; i++) {
        const pupil = pupils.roster.items[i];
        for (let k = start[spot]; k < start[spot + 1]; k++)
          this.countUse(pupil, pupils.classOf[pupil], items[k], step);
      }
    }
  }

  /** All granted pupils of a series join or leave one session; what follows, once for a class. */
  protected shiftGranted(event: number, s: number, spot: number, step: 1 | -1): void {
    const { series, time, pupils } = this.model;
    const { moved } = this;
    const from = this.grantedStart[s];
    const end = from + this.seriesPupils[s];
    const { start, items } = time.spotPeriods;
    const several = start[spot + 1] - start[spot] > 1;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = items[k];
      for (let i = from; i < end; i++) {
        const pupil = pupils.wishPupil[this.granted[i]];
        if (pupils.present[pupil * time.periodCount + p] === 0) {
          if (!several) this.absent[event] += step;
          continue;
        }
        const c = pupils.classOf[pupil];
        moved[c] += step;
        this.countUse(pupil, c, p, step);
      }
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
        const c = series.classes.items[i];
        if (moved[c] === 0) continue;
        this.away[c * time.periodCount + p] += moved[c];
        moved[c] = 0;
        this.refreshLeft(c, p);
      }
    }
    if (!several) return;
    for (let i = from; i < end; i++) {
      const at = pupils.wishPupil[this.granted[i]] * time.periodCount;
      for (let k = start[spot]; k < start[spot + 1]; k++) {
        if (pupils.present[at + items[k]] === 1) continue;
        this.absent[event] += step;
        break;
      }
    }
  }

  /** Makes the times of a series afresh. */
  protected refreshTimes(s: number): void {
    const { series, time } = this.model;
    const { words, spotSet, spotAround } = time;
    for (let w = 0; w < words; w++) {
      let set = 0;
      let around = 0;
      for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
        const spot = this.eventSpot[e];
        if (spot < 0) continue;
        set |= spotSet[spot * words + w];
        around |= spotAround[spot * words + w];
      }
      this.seriesSet[s * words + w] = set;
      this.seriesAround[s * words + w] = around;
    }
  }

  protected countMix(c: number, day: number, step: number): void {
    this.mixCount[c * DAYS + day] += step;
    this.touched.classDay.add(c * DAYS + day);
  }

  /** One granted pupil joins or leaves a placed session. */
  protected movePupil(event: number, pupil: number, c: number, spot: number, step: number): void {
    const { time, pupils } = this.model;
    const { start, items } = time.spotPeriods;
    let missing = false;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = items[k];
      if (pupils.present[pupil * time.periodCount + p] === 0) {
        missing = true;
        continue;
      }
      this.away[c * time.periodCount + p] += step;
      this.countUse(pupil, c, p, step);
      this.refreshLeft(c, p);
    }
    if (missing) this.absent[event] += step;
  }

  protected countUse(pupil: number, c: number, p: number, step: number): void {
    const { time, pupils } = this.model;
    const at = pupil * time.periodCount + p;
    if (pupils.present[at] === 0) return;
    const before = this.pupilUse[at];
    this.pupilUse[at] = before + step;
    const word = pupil * time.words + (p >> 5);
    const bit = 1 << (p & 31);
    if (step > 0) {
      if (before === 0) this.pupilBusy[word] |= bit;
      else if (before === 1) this.pupilDoubled[word] |= bit;
    } else if (before === 1) this.pupilBusy[word] &= ~bit;
    else if (before === 2) this.pupilDoubled[word] &= ~bit;
    // One pupil counts once as doubled, and is left over from care only once.
    if (step > 0 ? before === 1 : before === 2) {
      this.doubled[c * time.periodCount + p] += step;
      this.touched.classPeriod.add(c * time.periodCount + p);
    }
  }
}
