import type { Problem } from '../../src/domain/problem.ts';
import { audience } from './audience.ts';
import { avoidTime } from './avoid-time.ts';
import { careContinuity } from './care-continuity.ts';
import { careRoom } from './care-room.ts';
import { choice } from './choice.ts';
import { classClash } from './class-clash.ts';
import { closedClub } from './closed-club.ts';
import { coverage } from './coverage.ts';
import { dayEnd } from './day-end.ts';
import { dayMix } from './day-mix.ts';
import { disruption } from './disruption.ts';
import { fairEdge } from './fair-edge.ts';
import { fairLoad } from './fair-load.ts';
import { fewDays } from './few-days.ts';
import { floorWalk } from './floor-walk.ts';
import { gradeSpread } from './grade-spread.ts';
import { groupSize } from './group-size.ts';
import { idleGap } from './idle-gap.ts';
import { lateStart } from './late-start.ts';
import { lateStreak } from './late-streak.ts';
import { learningCap } from './learning-cap.ts';
import { longDay } from './long-day.ts';
import { mentor } from './mentor.ts';
import { mergeScope } from './merge-scope.ts';
import { nightRest } from './night-rest.ts';
import { openAssistant } from './open-assistant.ts';
import { openSeat } from './open-seat.ts';
import { openSession } from './open-session.ts';
import { outsiderAlone } from './outsider-alone.ts';
import { ownRoom } from './own-room.ts';
import { ownTeacher } from './own-teacher.ts';
import { pay } from './pay.ts';
import { pinned } from './pinned.ts';
import { posts } from './posts.ts';
import { pupilLeave } from './pupil-leave.ts';
import { roomClash } from './room-clash.ts';
import { roomFit } from './room-fit.ts';
import { roomStability } from './room-stability.ts';
import type { Rule } from './rule.ts';
import { sameLead } from './same-lead.ts';
import { segmentFit } from './segment-fit.ts';
import { spread } from './spread.ts';
import { staffAvailable } from './staff-available.ts';
import { staffClash } from './staff-clash.ts';
import { staffLimit } from './staff-limit.ts';
import { staffQualified } from './staff-qualified.ts';

/** The catalogue, in the order of the contract: a rule is in force because it stands here. */
export const rules: readonly Rule[] = [
  staffClash,
  staffQualified,
  staffAvailable,
  staffLimit,
  nightRest,
  outsiderAlone,
  roomClash,
  roomFit,
  segmentFit,
  dayEnd,
  coverage,
  classClash,
  pupilLeave,
  groupSize,
  mergeScope,
  spread,
  sameLead,
  learningCap,
  audience,
  pinned,
  openSeat,
  openSession,
  fairLoad,
  fairEdge,
  posts,
  openAssistant,
  lateStreak,
  longDay,
  lateStart,
  idleGap,
  fewDays,
  avoidTime,
  ownTeacher,
  careContinuity,
  careRoom,
  gradeSpread,
  ownRoom,
  roomStability,
  choice,
  closedClub,
  dayMix,
  mentor,
  floorWalk,
  pay,
  disruption,
];

/**
 * The weight of each rule for one problem: 0 for one that is off. Only soft rules are weighted;
 * the others count as they are.
 */
export function ruleWeights(problem: Problem): ReadonlyMap<string, number> {
  const { weights = {}, off = [] } = problem.rules ?? {};
  return new Map(
    rules.map(({ id, level, defaultWeight }) => {
      if (off.includes(id)) return [id, 0];
      return [id, level === 'soft' ? (weights[id] ?? defaultWeight) : 1];
    }),
  );
}

/** Whether a rule is switched off for this problem; a weight of 0 only makes it free. */
export function isOff(problem: Problem, ruleId: string): boolean {
  return problem.rules?.off?.includes(ruleId) ?? false;
}
