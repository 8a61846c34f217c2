import { measure, type Task } from './measure.ts';

/** The process of one run: the task is its argument, the answer its one message. */
const run = await measure(JSON.parse(process.argv[2]) as Task);
process.send?.(run);
process.disconnect?.();
