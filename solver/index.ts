/** The public entry of the solver: what the API, the workers and the command line may use. */
export type { CheckLevel, OnProgress, Phase, Progress, SolveOptions } from './options.ts';
export { checkLevels } from './options.ts';
