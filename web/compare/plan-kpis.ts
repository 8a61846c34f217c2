import { publishability } from '../../src/domain/publishable.ts';
import { evenness, personFigures } from '../fairness/person-figures.ts';
import type { PlanModel } from '../plan/plan-model.ts';

/** Figures of one plan. `null` where the school has no such thing. */
export interface PlanKpis {
  hard: number;
  medium: number;
  soft: number;
  openPosts: number;
  missing: number;
  maxDeviation: number;
  jain: number;
  late: number;
  /** Parts of the pupils with choices, 0 to 1. */
  firstChoice: number | null;
  anyChoice: number | null;
  merged: number;
  sessions: number;
  /** Hours of load over all people. */
  load: number;
}

/** Which way is better, where there is one. */
export const isLessBetter: Record<keyof PlanKpis, boolean | null> = {
  hard: true,
  medium: true,
  soft: true,
  openPosts: true,
  missing: true,
  maxDeviation: true,
  jain: false,
  late: true,
  firstChoice: false,
  anyChoice: false,
  merged: null,
  sessions: null,
  load: true,
};

export function planKpis(model: PlanModel): PlanKpis {
  const { plan, problem, index } = model;
  const people = personFigures(model);
  const even = evenness(people);
  const wishing = (problem.students ?? []).filter((pupil) => (pupil.choices?.length ?? 0) > 0);
  const ids = new Set(wishing.map((pupil) => pupil.id));
  const placed = (plan.placements ?? []).filter(({ studentId }) => ids.has(studentId));
  const part = (pupils: ReadonlySet<string>) =>
    wishing.length === 0 ? null : pupils.size / wishing.length;
  return {
    hard: plan.score.hard,
    medium: plan.score.medium,
    soft: plan.score.soft,
    openPosts: publishability(plan, index).openPosts.length,
    missing: plan.openSessions.length,
    maxDeviation: even.largest,
    jain: even.jain,
    late: people.reduce((sum, person) => sum + person.late, 0),
    firstChoice: part(
      new Set(placed.filter(({ rank }) => rank === 1).map(({ studentId }) => studentId)),
    ),
    anyChoice: part(new Set(placed.map(({ studentId }) => studentId))),
    merged: plan.sessions.filter((s) => s.kind === 'care' && s.classIds.length > 1).length,
    sessions: plan.sessions.length,
    load: people.reduce((sum, person) => sum + person.load, 0) / 60,
  };
}
