import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { makeSchool } from '../../bench/quality/schools.ts';
import { construct } from '../../solver/construct/construct.ts';
import { solveInThreads, verify } from '../../solver/index.ts';
import type { Move } from '../../solver/moves/move.ts';
import { moves } from '../../solver/moves/registry.ts';
import { Climb, type ClimbOptions } from '../../solver/search/climb.ts';
import { CommonLog, commonMemory } from '../../solver/search/common-log.ts';
import type { FromThread, ToThread } from '../../solver/search/protocol.ts';
import { Random } from '../../solver/search/random.ts';
import { checkState } from '../../solver/state/check.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { expectSame, pictureOf } from '../contract/state-picture.ts';

/** Searches that have made the same first plan, and go on together. */
function team(problem: Problem, size: number, optionsOf: (i: number) => ClimbOptions = () => ({})) {
  const memory = commonMemory();
  return Array.from({ length: size }, (_, i) => {
    const climb = new Climb(problem, 1, optionsOf(i));
    construct(climb, problem.baseline);
    climb.join(new CommonLog(memory), 100 + i);
    return climb;
  });
}

/** All have made what any has kept, and hold what a fresh count of it comes to. */
function expectAlike(climbs: readonly Climb[]): void {
  for (const climb of climbs) climb.catchUp();
  // Marks of a proposal that took all of it back itself may stay: scoring too much is no fault.
  const { touched: _, ...picture } = pictureOf(climbs[0].state);
  for (const climb of climbs) {
    const { touched: __, ...own } = pictureOf(climb.state);
    expectSame(own, picture);
    checkState(climb.state, climb.evaluator);
  }
}

const acceptedBy = (climb: Climb) => climb.wheel.bound.reduce((sum, b) => sum + b.accepted, 0);

describe('searches of one assignment', () => {
  const schools: [string, Problem][] = [
    ...Array.from({ length: 12 }, (_, i): [string, Problem] => [
      `small ${i + 1}`,
      randomSmallProblem(i + 1),
    ]),
    ['village', generateProblem({ size: 'village', seed: 3 })],
    ['scarce', generateProblem({ size: 'scarce', seed: 2 })],
  ];

  it.each(schools)('hold the same after bursts of any length (%s)', (_, problem) => {
    const climbs = team(problem, 3);
    const random = new Random(5);
    for (const mix of ['outline', 'people'] as const) {
      for (const climb of climbs) climb.enter({ peopleWorth: mix === 'outline' ? 0.25 : 1, mix });
      for (let burst = 0; burst < 60; burst++) {
        const climb = climbs[random.below(3)];
        for (let n = random.below(100); n > 0; n--) climb.stepAt(2);
      }
      expectAlike(climbs);
    }
    for (const climb of climbs) expect(acceptedBy(climb)).toBeGreaterThan(0);
  });

  it('keep what takes long, also where others are always faster', () => {
    const problem = generateProblem({ size: 'village', seed: 3 });
    let between = () => {};
    const slow = moves.map((move) => ({ ...move, bind: slowed(move.bind) }));
    const [one, other] = team(problem, 2, (i) => (i === 0 ? { moves: slow } : {}));
    let overtaken = 0;
    for (let i = 0; i < 3000; i++) {
      between = () => {
        // What is proposed anew nobody overtakes: the log is claimed.
        between = () => {};
        while (!other.stepAt(4));
        overtaken++;
      };
      one.stepAt(4);
    }
    expectAlike([one, other]);
    expect(overtaken).toBeGreaterThan(1000);
    expect(acceptedBy(one)).toBeGreaterThan(200);

    function slowed(bind: Move['bind']): Move['bind'] {
      return (context) => {
        const propose = bind(context);
        if (!propose) return undefined;
        return () => {
          const isProposed = propose();
          between();
          return isProposed;
        };
      };
    }
  });

  it('look for people together, and go back to the best that any has found', () => {
    const [one, other] = team(makeSchool({ name: 'short-staff' }), 2);
    for (const climb of [one, other]) climb.enterShortage();
    for (let i = 0; i < 2000; i++) for (const climb of [one, other]) climb.stepAt(5);
    const least = one.evaluator.medium;
    one.noteBest(true);
    for (let i = 0; i < 2000; i++) for (const climb of [one, other]) climb.stepAt(20);
    other.noteBest(true);
    expect(other.best.medium).toBeGreaterThan(least);
    expect(one.agree(0, true)).toEqual({ isSo: true, isFirst: true });
    expect(other.agree(0, false)).toEqual({ isSo: true, isFirst: false });
    one.returnToBest(true);
    // Who comes second has nothing better to go back to.
    other.returnToBest(false);
    expect(other.evaluator.medium).toBe(least);
    expectAlike([one, other]);
  });

  it('go on alone where the log is held for good', () => {
    const problem = randomSmallProblem(3);
    const memory = commonMemory();
    const climb = new Climb(problem, 1);
    construct(climb);
    const log = new CommonLog(memory, 20);
    climb.join(log, 5);
    // A thread that has died in it.
    new CommonLog(memory).claim();
    for (let i = 0; i < 2000; i++) climb.stepAt(4);
    expect(log.isLost).toBe(true);
    expect(acceptedBy(climb)).toBeGreaterThan(1);
    checkState(climb.state, climb.evaluator);
  });
});

describe('threads of one solve', () => {
  const school = generateProblem({ size: 'medium', seed: 4 });

  it('search together, and end with a plan that a full count confirms', async () => {
    const plan = await solveInThreads(school, { seconds: 0.8, threads: 3, checkLevel: 'phase' });
    expect(plan.score).toEqual(verify(school, plan));
    expect(plan.score.hard).toBe(0);
    expect(plan.seed).toBe(1);
  });

  it('go on where one of them is ended', async () => {
    const memory = commonMemory();
    const file = createRequire(import.meta.url).resolve('#dist/run/search-thread.js');
    const [one, other] = [1, 2].map((searchSeed) => {
      const worker = new Worker(file);
      const options = { seconds: 100, seed: 1 };
      const began = performance.timeOrigin + performance.now();
      const team = { began, memory, searchSeed, channel: 'common-log-test' };
      worker.postMessage({ kind: 'solve', problem: school, options, team } satisfies ToThread);
      return worker;
    });
    // Both take part by then, however busy the machine is.
    const [steps] = await Promise.all([one, other].map((worker) => moreSteps(worker, 0)));
    expect(new Int32Array(memory)[0]).not.toBe(new Int32Array(commonMemory())[0]);
    await other.terminate();
    await moreSteps(one, steps);
    const planned = new Promise<FromThread>((resolve) => {
      one.on('message', (message: FromThread) => message.kind !== 'progress' && resolve(message));
    });
    one.postMessage({ kind: 'stop' } satisfies ToThread);
    const message = await planned;
    expect(message.kind).toBe('plan');
    if (message.kind === 'plan') expect(message.plan.score).toEqual(verify(school, message.plan));
    await one.terminate();
  });
});

/** Waits until a thread has made more steps than these; how many it tells then. */
function moreSteps(worker: Worker, than: number): Promise<number> {
  return new Promise((resolve) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'progress' && message.progress.steps > than) {
        resolve(message.progress.steps);
      }
    });
  });
}

describe('the log', () => {
  const long = Array.from({ length: 1000 }, (_, i) => i - 500);

  it('gives each what others have added, in one order, far beyond its length', () => {
    const memory = commonMemory();
    const logs = [new CommonLog(memory), new CommonLog(memory), new CommonLog(memory)];
    const heard: number[][] = [[], [], []];
    const steps: number[] = [];
    const hear = (i: number) => {
      for (let n = logs[i].next(steps); n > 0; n = logs[i].next(steps)) {
        if (n > 1) expect(steps[n - 1]).toBe(long[n - 1]);
        heard[i].push(steps[0]);
      }
    };
    const random = new Random(1);
    for (let change = 0; change < 8_000; change++) {
      const i = random.below(3);
      hear(i);
      const length = 1 + random.below(long.length);
      long[0] = change;
      expect(logs[i].add(long, length)).toBe(true);
      heard[i].push(change);
    }
    for (let i = 0; i < 3; i++) hear(i);
    const all = Array.from({ length: 8_000 }, (_, i) => i);
    for (const own of heard) expect(own).toEqual(all);
  });

  it('takes nothing from whoever has not heard all', () => {
    const memory = commonMemory();
    const [one, other] = [new CommonLog(memory), new CommonLog(memory)];
    expect(one.add([1, 2], 2)).toBe(true);
    expect(other.isBehind).toBe(true);
    expect(other.add([3, 4], 2)).toBe(false);
    const steps: number[] = [];
    expect(other.next(steps)).toBe(2);
    expect(steps).toEqual([1, 2]);
    expect(other.next(steps)).toBe(0);
    expect(other.add([3, 4], 2)).toBe(true);
    expect(one.next(steps)).toBe(2);
    expect(steps).toEqual([3, 4]);
  });

  it('tells all when the first has begun to search', () => {
    const memory = commonMemory();
    expect(new CommonLog(memory).searchBegan(120.4)).toBe(120);
    expect(new CommonLog(memory).searchBegan(900)).toBe(120);
    expect(new CommonLog(commonMemory()).searchBegan(0)).toBe(1);
  });

  it('is lost to whoever is so far behind that its beginning is gone', () => {
    const memory = commonMemory();
    const [one, other] = [new CommonLog(memory), new CommonLog(memory)];
    for (let i = 0; i < 5000; i++) one.add(long, long.length);
    const steps: number[] = [];
    expect(other.next(steps)).toBe(0);
    expect(other.isLost).toBe(true);
    expect(one.isLost).toBe(false);
  });
});

it('draws the same numbers again after going back, and from a seed as if new', () => {
  const random = new Random(9);
  random.next();
  random.mark();
  const drawn = [random.next(), random.below(50), random.unit()];
  random.takeBack();
  expect([random.next(), random.below(50), random.unit()]).toEqual(drawn);
  random.startAt(3);
  expect(random.next()).toBe(new Random(3).next());
});
