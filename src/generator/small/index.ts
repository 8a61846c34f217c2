import { presets } from '../../domain/presets.ts';
import { PROBLEM_SCHEMA_ID, type Problem, presetIds } from '../../domain/problem.ts';
import { audienceOf } from '../../domain/problem-index.ts';
import { minuteOf } from '../../domain/time.ts';
import { type Random, seededRandom } from '../random.ts';
import { type SmallScene, smallActivities } from './activities.ts';
import { smallBaseline } from './baseline.ts';
import { smallPeople, smallRooms, smallStaff } from './people.ts';
import { smallPins } from './pins.ts';
import { smallRules } from './rules.ts';
import { smallWeek } from './timetable.ts';

/**
 * A tiny random problem for property tests: valid by the contract, with every feature of it
 * switched on in some seed. A plan that breaks no hard rule always exists (what cannot be staffed
 * or held may be left open), so a solver that returns a broken one is wrong.
 */
export function randomSmallProblem(seed: number): Problem {
  const random = seededRandom(seed, 'small');
  const week = smallWeek(random);
  const people = smallPeople(random, week);
  const scene: SmallScene = { week, people };
  const activities = smallActivities(random, scene);
  const staff = smallStaff(random, week, people.classes);
  const rooms = smallRooms(random, week, people.classes);
  const problem: Problem = {
    schema: PROBLEM_SCHEMA_ID,
    school: { id: `small-${seed}`, name: `小学校 ${seed}`, stage: people.stage },
    periods: week.periods,
    leavePoints: week.leavePoints,
    classes: people.classes,
    staff,
    rooms,
    activities,
    rules: smallRules(random, scene),
  };
  const preset = random.chance(40) ? random.pick(presetIds) : undefined;
  if (preset !== undefined && presetFits(preset, scene)) problem.preset = preset;
  if (people.students.length > 0) {
    problem.students = people.students;
    giveChoices(random, problem);
  }
  if (random.chance(30)) {
    const pins = smallPins(random, problem);
    if (pins.length > 0) problem.pins = pins;
  }
  if (random.chance(20)) problem.baseline = smallBaseline(random, problem);
  if (random.chance(10)) {
    problem.term = {
      start: '2025-09-01',
      end: '2025-09-28',
      makeUpDays: [{ date: '2025-09-28', runsWeekday: week.weekdays[0] }],
    };
  }
  return problem;
}

/** Wishes for what is open to the pupil; mentors for some. */
function giveChoices(random: Random, problem: Problem): void {
  const open = problem.activities.filter(
    (a) => a.enrol === 'choice' && a.studentIds === undefined && a.enrolment === undefined,
  );
  for (const student of problem.students ?? []) {
    const mine = open.filter((a) => audienceOf(problem, a).some((c) => c.id === student.classId));
    // Now and then a wish for what another grade is offered: it must not be granted.
    const wishes = random.chance(3) ? open : mine;
    if (wishes.length > 0 && random.chance(85)) {
      student.choices = random.sample(wishes, random.between(1, 5)).map((a) => a.id);
    }
    if (problem.staff.length > 0 && random.chance(25)) {
      student.mentorId = random.pick(problem.staff).id;
    }
  }
}

/** A preset's end of day and homework cap must leave the timetable possible. */
function presetFits(id: NonNullable<Problem['preset']>, { week, people }: SmallScene): boolean {
  const { latestEnd, learningPerDay } = presets[id].params;
  const last = Math.max(week.lastMinute, ...week.leavePoints.map((p) => minuteOf(p.time)));
  const ends = [latestEnd?.primary, latestEnd?.junior].flatMap((end) =>
    end === undefined ? [] : [minuteOf(end)],
  );
  return (
    ends.every((end) => end >= last) &&
    (learningPerDay === undefined || week.homeworkPerDay <= learningPerDay) &&
    people.classes.length > 0
  );
}
