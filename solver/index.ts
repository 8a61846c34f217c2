/** The public entry of the solver: what the API, the workers and the command line may use. */

export { type SolveAndBoundOptions, solveAndBound } from './exact/beside.ts';
export { type Bound, type BoundOptions, gapOf, lowerBound, withBound } from './exact/bound.ts';
export { boundInThread, boundInThreads } from './exact/in-thread.ts';
export { type LeastMedium, leastMedium } from './exact/least-medium.ts';
export type { Conflict } from './explain/conflicts.ts';
export { type Explanation, explainPlan, explainSession, fairnessOf } from './explain/explain.ts';
export type { FairnessStatement } from './explain/fairness.ts';
export { type HardMatch, withHardCauses } from './explain/hard-matches.ts';
export {
  groupMatches,
  type MatchGroup,
  type MatchGrouping,
  matchGroupings,
  type ToldMatch,
  tellMatches,
} from './explain/matches.ts';
export { type SeatCandidate, type SeatChoices, seatCandidates } from './explain/seat-candidates.ts';
export { type WhyNot, whyNot } from './explain/why-not.ts';
export type { CheckLevel, OnProgress, Phase, Progress, SolveOptions } from './options.ts';
export { checkLevels } from './options.ts';
export { rules, ruleWeights } from './rules/registry.ts';
export type { Level, Match, Rule } from './rules/rule.ts';
export { compareScores } from './search/compare.ts';
export { type PortfolioOptions, solveInThreads } from './search/portfolio.ts';
export { SOLVER_NAME, SOLVER_VERSION, solve } from './solve.ts';
export { type Analysis, analyse, type RuleAnalysis, verify } from './verify.ts';
