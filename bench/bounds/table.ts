import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { type Bound, lowerBound } from '../../solver/exact/bound.ts';
import { boundInThreads } from '../../solver/exact/in-thread.ts';
import { sizes } from '../../src/generator/index.ts';
import { useProcessorClock } from '../processor-clock.ts';
import { bestOf, compareLevels } from '../quality/aggregate.ts';
import { number, table } from '../quality/report.ts';
import { type Levels, readResults } from '../quality/results.ts';
import { generatedSchool, makeSchool, type School, schoolInFile } from '../quality/schools.ts';
import { atLeast, existingFile, listOf, oneOf, readOptions, wholeFrom } from '../read-options.ts';
import { type Course, readCourses } from './course.ts';

/** The bound of each school over time, beside the best plan that the quality runs have found. */
const USAGE = `The bound of each school over time, beside the best plan of the quality runs.

  npm run bench:gaps -- [--files a.json,b.json] [--sizes village,medium] [--seconds 300]
                     [--threads 1] [--again]

Seconds are of processor time on one thread, and of the wall clock on several. Writes
bench/results/bounds.json and bounds.md; a school that is in the file with this limit or a longer
one is not bounded again, unless --again is given.`;

const values = readOptions(
  USAGE,
  {
    files: { type: 'string', default: '' },
    sizes: { type: 'string', default: 'village,medium,scarce,large,county' },
    seconds: { type: 'string', default: '300' },
    threads: { type: 'string', default: '1' },
    again: { type: 'boolean', default: false },
  },
  {
    files: listOf(existingFile),
    sizes: listOf(oneOf(sizes)),
    seconds: atLeast(0.1),
    threads: wholeFrom(1),
  },
);
const list = (text: string) => text.split(',').filter((part) => part !== '');
const limit = Number(values.seconds);
const threads = Number(values.threads);
const folder = join('bench', 'results');
const file = join(folder, 'bounds.json');
const marks = [30, 60, 300];

const courses = readCourses(file);
const schools: School[] = [
  ...list(values.files).map(schoolInFile),
  ...list(values.sizes).map((size) => generatedSchool(size as never, 'weifang', 1)),
];
if (threads === 1) useProcessorClock();
for (const school of schools) {
  const known = courses[school.name];
  if (!values.again && known !== undefined && known.limit >= limit) continue;
  const best = bestKnown(school.name);
  if (best === null || best[0] > 0) {
    console.error(`${school.name}: no plan without broken hard rules is known, left out`);
    continue;
  }
  const course: Course = { limit, mediumLimit: best[1], steps: [] };
  if (threads > 1) course.threads = threads;
  const began = performance.now();
  const keep = ({ soft, method }: Bound) => {
    if (soft <= (course.steps.at(-1)?.soft ?? 0)) return;
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    course.steps.push({ seconds, soft, method });
    console.log(`${school.name}: ${soft.toFixed(1)} after ${seconds} s, ${method}`);
  };
  const problem = makeSchool(school);
  const options = { seconds: limit, mediumLimit: best[1] };
  keep(
    threads > 1
      ? await boundInThreads(problem, { ...options, threads }, undefined, keep)
      : await lowerBound(problem, options, keep),
  );
  courses[school.name] = course;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(courses, undefined, 1)}\n`);
}
writeFileSync(join(folder, 'bounds.md'), report());
for (const [name, { steps, mediumLimit }] of Object.entries(courses)) {
  const best = bestKnown(name);
  const last = steps.at(-1);
  if (best === null || last === undefined || best[1] > mediumLimit) continue;
  if (last.soft <= best[2] + 1e-6) continue;
  console.error(`${name}: the bound ${last.soft} is above a plan of ${best[2]}`);
  process.exitCode = 1;
}

/** Of every verified run of `bench:quality` that is kept: generated and shared schools, threads. */
function bestKnown(name: string): Levels | null {
  const machine = { node: process.version, cores: cpus().length, note: '' };
  const costs = ['quality', 'shared', 'threads'].flatMap((part) =>
    readResults(join(folder, `${part}.json`), machine)
      .runs.filter((run) => run.instance === name && run.verified)
      .map((run) => run.course.at(-1)?.cost ?? null),
  );
  return bestOf(costs);
}

function report(): string {
  const rows = Object.entries(courses).flatMap(([name, course]) => {
    const best = bestKnown(name);
    const last = course.steps.at(-1);
    if (best === null || last === undefined) return [];
    // A bound for less medium than the best plan has says nothing of it.
    const counts = compareLevels([0, course.mediumLimit, 0], [0, best[1], 0]) >= 0;
    // What the end of the time brings is told a moment after it.
    const at = (mark: number) =>
      (mark === course.limit ? last : course.steps.findLast(({ seconds }) => seconds <= mark))
        ?.soft;
    return [
      [
        name,
        course.threads ?? 1,
        number(best[2]),
        ...marks.map((mark) => (mark > course.limit ? '' : (at(mark)?.toFixed(1) ?? '-'))),
        counts ? `${((100 * (best[2] - last.soft)) / best[2]).toFixed(1)} %` : '-',
        last.seconds,
        last.method,
      ],
    ];
  });
  const head = [
    'school',
    'threads',
    'best plan known',
    ...marks.map((mark) => `bound after ${mark} s`),
    'gap',
    'last better bound after s',
    'how',
  ];
  return `${[
    '# Bounds',
    '',
    'Seconds are of processor time on one thread, and of the wall clock on several. The gap is between the best plan of the quality runs and the last bound; how a bound is found, and why it holds: [docs/bound.md](../../docs/bound.md).',
    '',
    ...table(head, rows),
  ].join('\n')}\n`;
}
