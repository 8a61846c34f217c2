import { compareThreads, type Summary } from './aggregate.ts';
import type { Levels, Results } from './results.ts';
import { shortages } from './schools.ts';

/** The tables of a quality run as Markdown, without the chart. */
export function report(
  results: Results,
  summaries: readonly Summary[],
  times: readonly number[],
): string {
  const { node, cores, note } = results.machine;
  const made = summaries.filter(({ instance }) => instance in shortages);
  const schools = summaries.filter(({ instance }) => !(instance in shortages));
  const processor = results.runs.some((run) => run.clock === 'processor');
  const bad = results.runs.filter((run) => !run.verified);
  const lines = [
    '# Quality over time',
    '',
    `Node ${node}, ${cores} cores${note === '' ? '' : `; ${note}`}.${processor ? ' Seconds are of processor time on one thread, so other work on the machine hardly matters.' : ''} Each run was read at several times while it went on: its cost at 10 s is what a run with the longer limit had by then, and a run that is told to end at 10 s is better. Costs are soft, or \`medium / soft\` where medium is not 0; \`-\`: no plan yet. Every plan was scored again by \`verify\`${bad.length === 0 ? '' : `: **${bad.length} DIFFER**`}.`,
    '',
    ...schoolTable(schools, times),
  ];
  const threads = compareThreads(schools);
  if (threads.length > 0) lines.push('', ...threadTable(threads));
  if (made.length > 0) lines.push('', ...shortageTable(made));
  return `${lines.join('\n')}\n`;
}

function schoolTable(summaries: readonly Summary[], times: readonly number[]): string[] {
  const limits = summaries.map((s) => s.seconds);
  const longest = Math.max(0, ...limits);
  const shown = [...new Set([...times.filter((t) => t < longest), ...limits])].sort(
    (a, b) => a - b,
  );
  return table(
    [
      'school',
      'limit',
      'threads',
      'seeds',
      ...shown.map((t) => `${t} s median`),
      ...shown.map((t) => `${t} s worst`),
      'best known',
      'over best',
      'bound',
      'over bound at most',
      'first plan',
      'proposals/s',
      'peak memory',
    ],
    summaries.map((s) => [
      s.instance,
      `${s.seconds} s`,
      s.threads,
      s.seeds.length,
      ...shown.map((t) => at(s, t, 'median')),
      ...shown.map((t) => at(s, t, 'worst')),
      levels(s.bestKnown),
      percent(s.overBest),
      s.proof === undefined || s.proof.soft <= 0 ? '' : number(s.proof.soft),
      percent(s.overBound),
      s.firstPlanSeconds === undefined ? '-' : `${s.firstPlanSeconds.toFixed(2)} s`,
      number(s.proposalsPerSecond),
      `${number(s.peakMegabytes)} MB`,
    ]),
  );
}

function at({ points }: Summary, seconds: number, which: 'median' | 'worst'): string {
  const point = points.find((p) => p.seconds === seconds);
  return point === undefined ? '' : levels(point[which]);
}

function threadTable(pairs: ReturnType<typeof compareThreads>): string[] {
  return [
    '## More threads at the same wall time',
    '',
    'Medians over the seeds at the limit; a ratio under 1 speaks for more threads. Proposals are those of all threads together: less than twice as many with two says that the cores were not free.',
    '',
    ...table(
      [
        'school',
        'limit',
        'threads',
        'median',
        'proposals/s',
        'threads',
        'median',
        'proposals/s',
        'ratio of the medians',
      ],
      pairs.map(({ instance, seconds, few, many, ratio }) => [
        instance,
        `${seconds} s`,
        few.threads,
        levels(few.points[few.points.length - 1].median),
        number(few.proposalsPerSecond),
        many.threads,
        levels(many.points[many.points.length - 1].median),
        number(many.proposalsPerSecond),
        ratio === undefined ? '' : ratio.toFixed(4),
      ]),
    ),
  ];
}

function shortageTable(summaries: readonly Summary[]): string[] {
  return [
    '## Schools in which posts must stay open',
    '',
    'The least medium is what the integer model proves in its time: no plan without broken hard rules has less; a dash stands where it proved nothing. By the contract a duty that is left out (5) is cheaper than an open post (10); the search keeps such duties and leaves the post open (docs/adr/0007), which is told beside it.',
    '',
    ...table(
      ['school', 'what is short', 'least medium', 'with all duties', 'median', 'worst', 'seeds'],
      summaries.map((s) => {
        const last = s.points[s.points.length - 1];
        return [
          s.instance,
          shortages[s.instance].about,
          proven(s.proof?.leastMedium),
          proven(s.proof?.leastMediumWithDuties),
          levels(last.median),
          levels(last.worst),
          s.seeds.length,
        ];
      }),
    ),
  ];
}

/** Of a school that is short of people, 0 is no proof but the want of one. */
function proven(medium: number | undefined): number | string {
  return medium || '-';
}

export function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    `|${head.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`,
    ...rows.map(line),
  ];
}

export function levels(cost: Levels | null): string {
  if (cost === null) return '-';
  const [hard, medium, soft] = cost;
  if (hard > 0) return `hard ${number(hard)}: ${number(medium)} / ${number(soft)}`;
  return medium > 0 ? `${number(medium)} / ${number(soft)}` : number(soft);
}

export function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(100 * share).toFixed(1)} %`;
}
