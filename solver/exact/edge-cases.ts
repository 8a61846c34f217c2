import type { Problem } from '../../src/domain/problem.ts';
import { compileModel, type Model } from '../model/model.ts';
import { isOff, ruleWeights } from '../rules/registry.ts';

/**
 * Plans whose late evenings and early mornings, of all people with a share, are `from` to `to`.
 * The fair share of each of them is then at most that of `to`: what `fairEdge` asks for depends on
 * a sum that no linear row can follow, so that the plans are split by it. The least bound of all
 * cases bounds them all.
 */
export interface EdgeCase {
  from: number;
  /** Infinity in the last case. */
  to: number;
}

const anyNumber: EdgeCase = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * Cases that together have every plan. Any limits would do; these are the largest sums that leave
 * everybody's share, rounded up, as it is: the one that the posts of the week do not reach, the one
 * before it, which they go beyond, and the next one, which takes many care sessions without pupils.
 */
export function edgeCases(problem: Problem): EdgeCase[] {
  const weights = ruleWeights(problem);
  const isFree = (rule: string) => isOff(problem, rule) || (weights.get(rule) ?? 0) === 0;
  const model = compileModel(problem);
  const { shareClasses, shareSum } = model.staff;
  if (isFree('fairEdge') || isFree('careContinuity') || shareSum === 0) return [anyNumber];
  if (leastIdleLoad(model) <= 0) return [anyNumber];
  const largest = Math.max(...shareClasses) / shareSum;
  const most = (edge: number) => Math.floor(edge / largest + 1e-9);
  const posts = edgePosts(model);
  let edge = 1;
  while (most(edge) < posts) edge++;
  const cuts = [edge - 1, edge, edge + 1].map(most).filter((cut) => cut > 0);
  return [...cuts, Number.POSITIVE_INFINITY].map((to, i) => ({
    from: i === 0 ? 0 : cuts[i - 1] + 1,
    to,
  }));
}

/** Most edges of a person with this share before `fairEdge` costs anything, in a case. */
export function mostEdges({ staff }: Model, share: number, { to }: EdgeCase): number {
  if (share === 0 || to === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return Math.ceil(nineDecimals((share / staff.shareSum) * to));
}

/** Fewest edges of a person with this share before `fairEdge` costs anything, in a case. */
export function leastEdges({ staff }: Model, share: number, { from }: EdgeCase): number {
  return share === 0 ? 0 : Math.floor(nineDecimals((share / staff.shareSum) * from));
}

/** As in the rule. */
function nineDecimals(target: number): number {
  return Math.round(target * 1e9) / 1e9;
}

/** The load of the shortest late duty window, in which a care session without pupils can sit. */
function leastIdleLoad({ time }: Model): number {
  let least = Number.POSITIVE_INFINITY;
  for (let p = 0; p < time.periodCount; p++)
    if (time.duty[p] === 1 && time.spotLate[p] === 1) least = Math.min(least, time.spotLoad[p]);
  return least;
}

/** About how many late and early posts there are. Nothing depends on its being right. */
function edgePosts({ time, series, attendance, classCount, params }: Model): number {
  let posts = 0;
  for (let p = 0; p < time.periodCount; p++) {
    if (time.spotLate[p] === 0 && time.spotEarly[p] === 0) continue;
    if (time.duty[p] === 0) {
      let pupils = 0;
      for (let c = 0; c < classCount; c++) pupils += attendance[c * time.periodCount + p];
      posts += Math.ceil(pupils / Math.max(1, params.care.maxGroup));
      continue;
    }
    for (const [s, { activity }] of series.list.entries())
      if (series.isDuty[s] === 1 && time.spotsOf(activity).includes(p))
        posts += activity.seats.reduce((n, { count }) => n + (count ?? 1), 0);
  }
  return posts;
}
