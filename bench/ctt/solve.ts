import type { Move } from '../../solver/moves/move.ts';
import type { CheckLevel } from '../../solver/options.ts';
import { anneal, type Schedule } from '../../solver/search/anneal.ts';
import { Climb } from '../../solver/search/climb.ts';
import type { State } from '../../solver/state/state.ts';
import { constructTimetable } from './construct.ts';
import type { CttInstance } from './instance.ts';
import { kempeChain } from './kempe.ts';
import { changeRoom, moveLecture, placeOpen, swapLectures } from './moves.ts';
import { cttRules } from './rules.ts';
import type { Lecture } from './solution.ts';
import { toProblem } from './to-problem.ts';

export interface CttOptions {
  seed?: number;
  /** Limit in seconds, compiling and construction included. */
  seconds?: number;
  /** Limit in proposals; with it the same seed gives the same timetable. */
  steps?: number;
  checkLevel?: CheckLevel;
  heat?: { hot: number; cold: number };
  moves?: readonly Move[];
  /** Milliseconds that run; default `performance.now`. */
  clock?: () => number;
}

export interface CttResult {
  lectures: Lecture[];
  /** As the search counts it; the verifier's word is the last. */
  hard: number;
  medium: number;
  soft: number;
  steps: number;
  searchMs: number;
  climb: Climb;
}

const REPAIRS = 200_000;
/** In units of cost, whose smallest is 1. */
const HEAT = { hot: 10, cold: 0.15 };
export const cttMoves: readonly Move[] = [
  moveLecture,
  changeRoom,
  swapLectures,
  kempeChain,
  placeOpen,
];

/** Finds a timetable with the core's search, from the rules and moves of timetabling. */
export async function solveTimetable(
  instance: CttInstance,
  options: CttOptions = {},
): Promise<CttResult> {
  const { clock = () => performance.now(), seed = 1, steps = Number.POSITIVE_INFINITY } = options;
  const began = clock();
  // Without lectures there is nothing to move.
  const hasLectures = instance.courses.some(({ lectures }) => lectures > 0);
  const climb = new Climb(toProblem(instance), seed, {
    rules: cttRules(instance),
    moves: hasLectures ? (options.moves ?? cttMoves) : [],
    checkLevel: options.checkLevel ?? 'off',
  });
  const limitMs = 1000 * (options.seconds ?? Number.POSITIVE_INFINITY);
  constructTimetable(climb, REPAIRS, () => clock() - began > limitMs / 2);
  climb.evaluator.recount();
  climb.noteBest(true);
  const searchBegan = clock();
  const schedule: Schedule = {
    began,
    limitMs,
    limitSteps: steps,
    restarted: false,
    stages: [{ until: 1, ...(options.heat ?? HEAT), peopleWorth: 1, mix: 'outline' }],
    clock,
  };
  await anneal(climb, schedule, undefined, () => undefined);
  climb.checkPhase();
  const { hard, medium, soft } = climb.best;
  return {
    lectures: lecturesOf(climb.bestState()),
    hard,
    medium,
    soft,
    steps: climb.steps,
    searchMs: clock() - searchBegan,
    climb,
  };
}

/** The placed lectures; courses, rooms and slots have the same indices in the model. */
export function lecturesOf({ model, eventSpot, eventRoom }: State): Lecture[] {
  const lectures: Lecture[] = [];
  for (let e = 0; e < model.series.firstCare; e++) {
    if (eventSpot[e] < 0) continue;
    lectures.push({ course: model.series.eventSeries[e], room: eventRoom[e], slot: eventSpot[e] });
  }
  return lectures;
}
