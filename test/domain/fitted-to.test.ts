import { expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import { fittedTo } from '../../src/domain/fitted-to.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** A problem whose named people, rooms and activities are gone, also where they were named. */
function without(problem: Problem, gone: ReadonlySet<string>): Problem {
  const text = JSON.stringify(problem, (_key, value) => {
    if (!Array.isArray(value)) return value;
    return value.filter((one) => !gone.has(typeof one === 'string' ? one : one?.id));
  });
  const { pins: _pins, baseline: _baseline, ...left } = JSON.parse(text) as Problem;
  return {
    ...left,
    classes: left.classes.map(({ headTeacherId, ...one }) =>
      headTeacherId === undefined || gone.has(headTeacherId) ? one : { ...one, headTeacherId },
    ),
    ...(left.students && {
      students: left.students.map(({ mentorId, ...one }) =>
        mentorId === undefined || gone.has(mentorId) ? one : { ...one, mentorId },
      ),
    }),
  };
}

it.each([2, 5, 11])(
  'is a baseline of data that lost somebody and a club (problem %i)',
  async (seed) => {
    const { pins: _pins, baseline: _baseline, ...problem } = randomSmallProblem(seed);
    const plan = await solve(problem as Problem, { steps: 2000, seed: 1 });
    expect(fittedTo(plan, problem as Problem)).toEqual(plan);
    const away = plan.sessions
      .flatMap(({ seats }) => seats)
      .find(({ staffId }) => staffId !== null);
    const club = problem.activities[0]?.id ?? '';
    const gone = new Set([away?.staffId ?? '', club]);
    const changed = without(problem as Problem, gone);
    const fitted = fittedTo(plan, changed);
    const read = parseProblem({ ...changed, baseline: fitted });
    expect(read.ok ? [] : read.faults).toEqual([]);
    expect(fitted.sessions.some(({ activityId }) => activityId === club)).toBe(false);
    expect(fitted.sessions.length).toBe(
      plan.sessions.filter(({ activityId }) => activityId !== club).length,
    );
    const seats = fitted.sessions.flatMap((session) => session.seats);
    expect(seats.some(({ staffId }) => staffId === away?.staffId)).toBe(false);
  },
);

it('keeps what is held in a room that is gone, and the group that a class has left', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  const merged = plan.sessions.find(({ classIds }) => classIds.length > 1);
  const [gone = '', stays = ''] = merged?.classIds ?? [];
  const homeRoom = problem.classes.find(({ id }) => id === gone)?.homeRoomId ?? '';
  const changed = without(problem, new Set([gone, homeRoom]));
  changed.activities = changed.activities.map(({ room: _room, ...one }) => one);
  const left = fittedTo(plan, changed).sessions;
  expect(left.find(({ id }) => id === merged?.id)).toMatchObject({
    classIds: [stays],
    seats: merged?.seats,
  });
  const inRoom = plan.sessions.filter(
    ({ roomId, classIds }) => roomId === homeRoom && classIds.some((id) => id !== gone),
  );
  for (const { id, seats, periodIds } of inRoom)
    expect(left.find((one) => one.id === id)).toMatchObject({ roomId: null, seats, periodIds });
  expect(inRoom.length).toBeGreaterThan(0);
});
