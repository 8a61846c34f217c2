import { afterEach, describe, expect, it, vi } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import type { CheckLevel } from '../../solver/options.ts';
import { rules } from '../../solver/rules/registry.ts';
import type { Rule } from '../../solver/rules/rule.ts';
import { Climb } from '../../solver/search/climb.ts';
import { solve } from '../../solver/solve.ts';
import { CheckError, checkState } from '../../solver/state/check.ts';
import { type Scope, scopes } from '../../solver/state/scopes.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { tinyProblem } from '../support/tiny.ts';
import { WildWalk } from './wild-walk.ts';

/** The registry in a list that a test can plant a fault in. */
const list = vi.hoisted(() => [] as Rule[]);
vi.mock('../../solver/rules/registry.ts', async (importActual) => {
  const actual = await importActual<{ rules: readonly Rule[] }>();
  list.push(...actual.rules);
  return { ...actual, rules: list };
});

const healthy = [...rules];
afterEach(() => {
  list.splice(0, list.length, ...healthy);
});

function plant(id: string, fast: Rule['fast']): void {
  const at = list.findIndex((rule) => rule.id === id);
  list[at] = { ...(list[at] as Rule), fast };
}

const solveTiny = (checkLevel: CheckLevel, steps = 100) =>
  solve(tinyProblem(), { steps, checkLevel });

describe('a fast form that is off by one for one element', () => {
  it.each(healthy.map(({ id }) => id))('is caught in %s, by name', async (id) => {
    const { fast } = healthy.find((rule) => rule.id === id) as Rule;
    const part = fast[0] ?? { scope: 'whole' as const, bind: () => undefined };
    plant(id, [
      {
        scope: part.scope,
        bind: (state, model) => {
          const cost = part.bind(state, model);
          return (e) => (cost?.(e) ?? 0) + (e === 0 ? 1 : 0);
        },
      },
      ...fast.slice(1),
    ]);
    await expect(solveTiny('phase')).rejects.toThrow(CheckError);
    await expect(solveTiny('phase')).rejects.toThrow(`${id}: fast form`);
  });
});

describe('a fast form that reads what does not touch its scope', () => {
  /** People on seats, told by pupil 0: no change of a seat touches a pupil. */
  const misplaced: Rule['fast'] = [
    {
      scope: 'pupil',
      bind: (state) => (pupil) =>
        pupil === 0 ? state.seatPerson.reduce((n, person) => n + (person < 0 ? 0 : 1), 0) : 0,
    },
  ];

  it.each(['phase', 'step', 'move'] as const)('is caught at check level "%s"', async (level) => {
    plant('fewDays', misplaced);
    await expect(solveTiny(level)).rejects.toThrow(/^soft: .* kept by deltas, .* counted afresh/);
  });

  it('goes unseen when nothing is checked', async () => {
    plant('fewDays', misplaced);
    await expect(solveTiny('off')).resolves.toHaveProperty('sessions');
  });
});

describe('a state that forgets to mark what a Change touches', () => {
  /** Enough problems that each scope matters somewhere. */
  const problems = [tinyProblem(), ...[1, 2, 8, 9, 14, 18, 21, 24].map(randomSmallProblem)];

  function forget(scope: Scope): void {
    for (const problem of problems) {
      const climb = new Climb(problem, 1, { checkLevel: 'move' });
      climb.state.touched[scope].add = () => undefined;
      construct(climb);
      const wild = new WildWalk(climb.state, 1);
      for (let i = 0; i < 100; i++) {
        wild.change();
        climb.evaluator.score(true);
        climb.keep();
      }
    }
  }

  it.each(scopes)('is caught for the scope %s', (scope) => {
    expect(() => forget(scope)).toThrow(CheckError);
  });
});

describe('a derived count that went wrong', () => {
  it.each(['dayWeight', 'left', 'careHead', 'seriesPupils', 'mixCount', 'edgeCount'] as const)(
    'is caught in %s',
    (name) => {
      const climb = new Climb(tinyProblem(), 1);
      construct(climb);
      checkState(climb.state, climb.evaluator);
      const counts = climb.state[name];
      counts.forEach((_, i) => {
        counts[i] += 100;
      });
      expect(() => checkState(climb.state, climb.evaluator)).toThrow(CheckError);
    },
  );
});
