import { cpus, loadavg } from 'node:os';
import { explainPlan, explainSession, rules, solve } from '../solver/index.ts';
import type { Plan } from '../src/domain/problem.ts';
import { indexProblem } from '../src/domain/problem-index.ts';
import { exportPlan, readWorkbook, writeWorkbook } from '../src/files/index.ts';
import { generateProblem } from '../src/generator/index.ts';
import { readOptions, wholeFrom } from './read-options.ts';

/**
 * What the workbook of a county school (60 classes) costs to
 * write and to read, its plan as files for people, and why an open post is open. The first run is
 * shown apart: it loads the libraries. Processor time does not depend on what else the machine does.
 */
const USAGE = `What files and explanations of a county school cost.

  npm run bench:files -- [--runs 5]`;

const options = { runs: { type: 'string', default: '5' } } as const;
const runs = Number(readOptions(USAGE, options, { runs: wholeFrom(1) }).runs);

const problem = generateProblem({ size: 'county', seed: 1 });
const plan = await solve(problem, { steps: 200_000, seed: 1 });
const index = indexProblem(problem);
const open = withOpenSeats(plan, 30);
const sessionId = open.sessions.find(({ seats }) => seats.some((s) => s.staffId === null))?.id;
let bytes: Uint8Array = new Uint8Array();

console.log(`${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}, ${runs} runs`);
console.log('what                  first cpu  first clock  median cpu  median clock  (ms)');
await measure('workbook out', async () => {
  bytes = (await writeWorkbook(problem, rules)).bytes;
});
await measure('workbook in', async () => {
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
});
for (const kind of ['xlsx', 'pdf', 'ics', 'csv', 'docx'] as const) {
  await measure(`plan as ${kind}`, () => exportPlan(plan, problem, kind));
}
await measure('why one post is open', () => explainSession(index, open, sessionId ?? ''));
await measure('whole explanation', () => explainPlan(index, open));

async function measure(name: string, work: () => unknown): Promise<void> {
  const figures: { cpu: number; clock: number }[] = [];
  for (let i = 0; i <= runs; i++) {
    const before = process.cpuUsage();
    const start = performance.now();
    await work();
    const { user, system } = process.cpuUsage(before);
    figures.push({ cpu: (user + system) / 1000, clock: performance.now() - start });
  }
  const [first = { cpu: 0, clock: 0 }, ...rest] = figures;
  const median = (of: 'cpu' | 'clock') =>
    rest.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(rest.length / 2)] ?? 0;
  const shown = [first.cpu, first.clock, median('cpu'), median('clock')];
  console.log(name.padEnd(20), ...shown.map((value) => value.toFixed(0).padStart(11)));
}

/** The plan with nobody in some of its seats, spread over the week. */
function withOpenSeats(whole: Plan, count: number): Plan {
  const copy = structuredClone(whole);
  const seats = copy.sessions.flatMap((session) => session.seats);
  for (let i = 0; i < count; i++) {
    const seat = seats[Math.floor((i * seats.length) / count)];
    if (seat) seat.staffId = null;
  }
  return copy;
}
