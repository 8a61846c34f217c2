import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { solveInThreads, verify } from '../solver/index.ts';
import { planKpis } from '../src/domain/compare/kpis.ts';
import type { Plan, Problem } from '../src/domain/problem.ts';
import { type ProfileName, withWeights } from '../src/domain/profiles.ts';
import { number, table } from './quality/report.ts';
import { isSchool, makeSchool, type School, schoolInFile } from './quality/schools.ts';
import { atLeast, existingFile, listOf, readOptions, wholeFrom } from './read-options.ts';

/**
 * What the profiles change in a plan, in figures that a school counts in: not in costs, as these are
 * not the same under other weights.
 */
const USAGE = `What a plan looks like under each profile of weights.

  npm run bench:profiles -- [--schools village-weifang-1,medium-weifang-1] [--files a.json]
                            [--seconds 20] [--threads 2] [--seeds 3] [--out bench/results]

Prints means over the seeds, and writes profiles.md.`;

const values = readOptions(
  USAGE,
  {
    schools: { type: 'string', default: 'village-weifang-1,medium-weifang-1,large-weifang-1' },
    files: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    threads: { type: 'string', default: '2' },
    seeds: { type: 'string', default: '3' },
    out: { type: 'string', default: 'bench/results' },
  },
  {
    schools: listOf(isSchool),
    files: listOf(existingFile),
    seconds: atLeast(0.1),
    threads: wholeFrom(1),
    seeds: wholeFrom(1),
  },
);
const seconds = Number(values.seconds);
const threads = Number(values.threads);
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);

/** Figures of one plan by their title; the means over the seeds make a row. */
type Figures = Record<string, number>;

async function main(): Promise<void> {
  const schools: School[] = [
    ...values.schools.split(',').flatMap((name) => (name === '' ? [] : [{ name }])),
    ...(values.files?.split(',') ?? []).map(schoolInFile),
  ];
  const lines = [
    '# What the profiles change',
    '',
    `Node ${process.version}, ${availableParallelism()} cores; ${seconds} s on ${threads} threads, means of ${seeds.length} seeds. Medium and hard are 0 unless a row says otherwise. How it is run: [bench/README.md](../README.md#profiles).`,
  ];
  for (const school of schools) {
    console.log(school.name);
    const problem = makeSchool(school);
    lines.push('', `## ${school.name}`, '', ...(await weighed(problem)));
    lines.push('', ...(await repaired(problem)));
  }
  const text = `${lines.join('\n')}\n`;
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'profiles.md'), text);
  console.log(text);
}

/** The same school under each profile. */
async function weighed(problem: Problem): Promise<string[]> {
  const rows: [string, Figures[]][] = [];
  for (const profile of ['balanced', 'teachersFirst', 'pupilsFirst'] as const) {
    const figures: Figures[] = [];
    for (const seed of seeds)
      figures.push(figuresOf(problem, await planFor(problem, profile, seed)));
    rows.push([profile, figures]);
  }
  return rowsOf('profile', rows);
}

/** A plan stands, and then whoever has most posts on Wednesday cannot come that day any more. */
async function repaired(problem: Problem): Promise<string[]> {
  const { problem: changed, who } = withoutWednesday(
    problem,
    await planFor(problem, 'balanced', seeds.length + 1),
  );
  const { baseline, ...anew } = changed;
  const rows: [string, Figures[]][] = [];
  for (const [title, asked, profile] of [
    ['balanced, without the plan', anew, 'balanced'],
    ['balanced, with the plan', changed, 'balanced'],
    ['leastChange, with the plan', changed, 'leastChange'],
  ] as const) {
    const figures: Figures[] = [];
    for (const seed of seeds) {
      const plan = await planFor(asked, profile, seed);
      figures.push({ changes: changesIn(changed, plan), ...figuresOf(anew, plan) });
    }
    rows.push([title, figures]);
  }
  return [
    `After a plan stands, ${who} is away on Wednesday. *Changes* are the units of \`disruption\`: periods, rooms, people and places of pupils that are other than in the plan.`,
    '',
    ...rowsOf('profile', rows),
  ];
}

function planFor(problem: Problem, profile: ProfileName, seed: number): Promise<Plan> {
  return solveInThreads(withWeights(problem, { profile }), { seed, seconds, threads });
}

function withoutWednesday(problem: Problem, plan: Plan): { problem: Problem; who: string } {
  const wednesday = new Set(problem.periods.filter((p) => p.weekday === 3).map((p) => p.id));
  const posts = (id: string) =>
    plan.sessions.filter(
      ({ periodIds, seats }) =>
        periodIds.some((p) => wednesday.has(p)) && seats.some(({ staffId }) => staffId === id),
    ).length;
  const [{ id }] = [...problem.staff].sort((a, b) => posts(b.id) - posts(a.id));
  const away = { weekday: 3, start: '00:00', end: '23:59' };
  const staff = problem.staff.map((person) =>
    person.id === id ? { ...person, unavailable: [...(person.unavailable ?? []), away] } : person,
  );
  return { problem: { ...problem, staff, baseline: plan }, who: id };
}

function changesIn(problem: Problem, plan: Plan): number {
  const unit = withWeights(problem, { weights: { disruption: 1 } });
  return verify(unit, plan).rules.disruption?.cost ?? 0;
}

/** Whatever the plan was made with, the figures are those of the problem as it stands. */
function figuresOf(problem: Problem, plan: Plan): Figures {
  const score = verify(problem, plan);
  const kpis = planKpis(problem, { ...plan, score });
  const count = (rule: string) => score.rules[rule]?.count ?? 0;
  const percent = (share: number | null) => 100 * (share ?? 0);
  return {
    ...(score.hard + score.medium > 0 ? { 'hard + medium': score.hard + score.medium } : {}),
    posts: plan.sessions.reduce((n, { seats }) => n + seats.length, 0),
    'days of people': count('fewDays'),
    'long days': count('longDay'),
    'late starts': count('lateStart'),
    'times to avoid': count('avoidTime'),
    'load, spread in min': kpis.fairness.spreadMinutes,
    'first choice, %': percent(kpis.choices.first),
    'any choice, %': percent(kpis.choices.any),
    'away from own room': kpis.awayFromHome,
    'adults a class': kpis.adultsPerClass,
  };
}

function rowsOf(head: string, rows: readonly [string, Figures[]][]): string[] {
  const titles = [...new Set(rows.flatMap(([, list]) => list.flatMap(Object.keys)))];
  const mean = (list: Figures[], title: string) =>
    list.reduce((sum, figures) => sum + (figures[title] ?? 0), 0) / list.length;
  const shown = (value: number) => (value < 10 ? value.toFixed(1) : number(value));
  return table(
    [head, ...titles],
    rows.map(([name, list]) => [name, ...titles.map((title) => shown(mean(list, title)))]),
  );
}

await main();
