import { describe, expect, it } from 'vitest';
import { constructTimetable } from '../../../bench/ctt/construct.ts';
import { parseInstance } from '../../../bench/ctt/parse-instance.ts';
import { cttRules } from '../../../bench/ctt/rules.ts';
import { formatSolution, parseSolution } from '../../../bench/ctt/solution.ts';
import { cttMoves, lecturesOf, solveTimetable } from '../../../bench/ctt/solve.ts';
import { toProblem } from '../../../bench/ctt/to-problem.ts';
import { hardOf, softCosts, softOf, verifySolution } from '../../../bench/ctt/verify.ts';
import { viewPlan } from '../../../solver/rules/plan-view.ts';
import { Climb } from '../../../solver/search/climb.ts';
import { Random } from '../../../solver/search/random.ts';
import { checkState } from '../../../solver/state/check.ts';
import { planSessions } from '../../../solver/state/plan-out.ts';
import { pictureOf } from '../../contract/state-picture.ts';
import { type SmallShape, smallCtt } from './small-ctt.ts';

const shapes: [string, SmallShape][] = [
  ['a usual week', {}],
  ['one period a day', { days: 9, periodsPerDay: 1, courses: 3 }],
  ['more than seven days', { days: 10, periodsPerDay: 3 }],
  ['crowded rooms', { rooms: 2, courses: 10, days: 3, periodsPerDay: 5 }],
];
const instanceOf = (seed: number, shape: SmallShape) =>
  parseInstance(smallCtt(seed, shape), `small ${seed}`);
const climbOf = (seed: number, shape: SmallShape) => {
  const instance = instanceOf(seed, shape);
  const climb = new Climb(toProblem(instance), seed, {
    rules: cttRules(instance),
    moves: cttMoves,
    checkLevel: 'move',
  });
  return { instance, climb };
};

describe.each(shapes)('the rules of timetabling, in %s', (_, shape) => {
  it.each([1, 2, 3])('have fast forms, references and a verifier that agree (seed %i)', (seed) => {
    const { instance, climb } = climbOf(seed, shape);
    const { state, evaluator, model } = climb;
    const random = new Random(seed);
    const { series, rooms, staff } = model;
    const met = new Set<string>();
    for (let round = 0; round < 40; round++) {
      // Anything goes here, clashes and lectures that are missing too.
      for (let part = 0; part < 3; part++) {
        const e = random.below(series.firstCare);
        const s = series.eventSeries[e];
        const own = series.spots.items.subarray(series.spots.start[s], series.spots.start[s + 1]);
        const spot = random.chance(0.1) ? -1 : own[random.below(own.length)];
        state.setSpot(e, spot);
        if (spot < 0) continue;
        state.setRoom(e, random.below(rooms.count));
        const kind = series.seatKind[series.seatStart[e]];
        state.setSeat(series.seatStart[e], staff.kinds.staff.items[staff.kinds.staff.start[kind]]);
      }
      evaluator.score(true);
      climb.keep();
      const costs = verifySolution(instance, lecturesOf(state));
      const fast = evaluator.byRule();
      for (const name of softCosts) {
        expect(fast.get(name), name).toBe(costs[name]);
        if (costs[name] > 0) met.add(name);
      }
      expect(evaluator.soft).toBe(softOf(costs));
      expect((fast.get('roomClash') as number) > 0).toBe(costs.roomOccupancy > 0);
      const clashes = (fast.get('staffClash') as number) + (fast.get('curriculumClash') as number);
      expect(clashes > 0).toBe(costs.conflicts > 0 || sameSlot(lecturesOf(state)));
      const plan = {
        problemId: model.problem.school.id,
        problemHash: '',
        ...planSessions(state, () => ''),
        score: { hard: 0, medium: 0, soft: 0, rules: {} },
        seed,
        solver: { name: '', version: '' },
      };
      const view = viewPlan(model.index, plan);
      for (const { rule, weight } of evaluator.rules) {
        const cost = rule.reference(view, model.index).reduce((sum, m) => sum + m.cost, 0);
        expect(fast.get(rule.id), rule.id).toBe(cost * weight);
      }
    }
    expect(met.size).toBeGreaterThanOrEqual(3);
  });
});

function sameSlot(lectures: readonly { course: number; slot: number }[]): boolean {
  return new Set(lectures.map((l) => `${l.course} ${l.slot}`)).size < lectures.length;
}

describe.each(cttMoves.map((move) => [move.id, move] as const))('the move %s', (_, move) => {
  it.each(shapes)('makes no clash and can be undone, in %s', (_, shape) => {
    const { climb } = climbOf(1, shape);
    const { state, evaluator } = climb;
    constructTimetable(climb, 1000);
    evaluator.recount();
    expect([evaluator.hard, evaluator.medium]).toEqual([0, 0]);
    // Some are out, as where a timetable is hard to find.
    for (const event of [0, 1, 2]) state.setSpot(event, -1);
    evaluator.score(true);
    climb.keep();
    const propose = move.bind(climb);
    let proposed = 0;
    let before = pictureOf(state);
    for (let i = 0; i < 80; i++) {
      if (propose?.()) {
        proposed++;
        expect(evaluator.score(true)).toBe(true);
        expect(evaluator.addHard).toBe(0);
        expect(evaluator.addMedium).toBeLessThanOrEqual(0);
        if (i % 2 === 0) {
          climb.keep();
          before = pictureOf(state);
          continue;
        }
      }
      state.undo();
      expect(pictureOf(state)).toEqual(before);
    }
    checkState(state, evaluator);
    expect(proposed).toBeGreaterThan(0);
  });
});

describe('a run', () => {
  it.each(shapes)(
    'ends with a file that the verifier finds as the search says, in %s',
    async (_, shape) => {
      for (const seed of [1, 2]) {
        const instance = instanceOf(seed, shape);
        const result = await solveTimetable(instance, { seed, steps: 400, checkLevel: 'move' });
        const text = formatSolution(instance, result.lectures);
        const costs = verifySolution(instance, parseSolution(instance, text, 'small.sol'));
        expect([hardOf(costs), softOf(costs)]).toEqual([0, result.soft]);
      }
    },
  );

  it('is the same for the same seed and step limit, and better with more steps', async () => {
    const instance = instanceOf(7, {
      courses: 14,
      rooms: 4,
      days: 5,
      periodsPerDay: 4,
      curricula: 7,
    });
    const run = async (seed: number, steps: number) =>
      solveTimetable(instance, { seed, steps }).then(({ lectures, soft }) => ({ lectures, soft }));
    const first = await run(1, 20_000);
    expect(await run(1, 20_000)).toEqual(first);
    expect(await run(2, 20_000)).not.toEqual(first);
    expect(first.soft).toBeLessThan((await run(1, 0)).soft);
  });

  it('places in the search what construction left open', async () => {
    const instance = instanceOf(2, { rooms: 2, courses: 10, days: 4, periodsPerDay: 5 });
    const climb = new Climb(toProblem(instance), 2, {
      rules: cttRules(instance),
      moves: cttMoves,
    });
    const { series } = climb.model;
    for (let step = 0; step < 100_000; step++) climb.step(20);
    const open = climb.state.eventSpot.subarray(0, series.firstCare).filter((spot) => spot < 0);
    expect([climb.evaluator.hard, open.length]).toEqual([0, 0]);
  });

  it('leaves out what cannot be placed, and the verifier says so', async () => {
    // Four lectures, one room, one day of three periods.
    const text = smallCtt(1, { courses: 4, rooms: 1, days: 1, periodsPerDay: 3, curricula: 1 });
    const instance = parseInstance(text, 'tight');
    const { lectures, hard, medium } = await solveTimetable(instance, { steps: 500 });
    const wanted = instance.courses.reduce((sum, c) => sum + c.lectures, 0);
    expect(hard).toBe(0);
    expect(medium).toBe(5 * (wanted - lectures.length));
    const costs = verifySolution(instance, lectures);
    expect(costs).toMatchObject({ conflicts: 0, availability: 0, roomOccupancy: 0 });
    expect(costs.lectures).toBe(wanted - lectures.length);
    expect(costs.lectures).toBeGreaterThan(0);
  });
});
