import { parentPort, workerData } from 'node:worker_threads';
import type { CttInstance } from './instance.ts';
import { solveTimetable } from './solve.ts';
import type { ThreadOptions, ThreadResult } from './solve-in-threads.ts';

/** A thread that solves one instance and answers with its timetable. */
const { instance, options } = workerData as { instance: CttInstance; options: ThreadOptions };
const { lectures, hard, medium, soft, steps, searchMs } = await solveTimetable(instance, options);
const result: ThreadResult = { lectures, hard, medium, soft, steps, searchMs };
parentPort?.postMessage(result);
