import type { CrashResult } from './crashes.ts';
import type { HostileResult } from './hostile.ts';
import type { LoadResult, QueueResult, ScaleRow } from './load.ts';

type Ran<T> = T & {
  ranAt: string;
  isShort: boolean;
  minutes: number;
  /** Load average of the machine (1 min) before and after. */
  load: [number, number];
};

export type CrashRow = CrashResult & { ranAt: string; isShort: boolean; load: number };

export interface ServiceReport {
  machine: string;
  parts: {
    start?: Ran<{ first: number[]; later: number[] }>;
    latency?: Ran<Record<'postgres' | 'redis', { jobs: number; median: number; p90: number }>>;
    queue?: Ran<QueueResult>;
    load?: Ran<LoadResult>;
    scale?: Ran<{ rows: ScaleRow[] }>;
    hostile?: Ran<HostileResult>;
    crashes?: Ran<{ rows: CrashRow[] }>;
  };
}

/** The page bench/results/service.md. */
export function reportMarkdown({ machine, parts }: ServiceReport): string {
  const lines = [
    '# The service: crashes, load, bad input, start',
    '',
    `Made by \`npm run bench:service\` on ${machine}. The load average says how busy the machine was with this and with other work: on 2 cores, above 2 everything waits.`,
  ];
  // The load before a part began is of other work alone.
  const shared = Object.entries(parts).flatMap(([name, { load }]) =>
    load[0] > 1 ? [`${name} (${load[0].toFixed(1)})`] : [],
  );
  if (shared.length > 0) {
    lines.push(
      '',
      `**Other work had run on the cores when these began (load average over 1): ${shared.join(', ')}.** At high loads times say little of a machine that has this service alone.`,
    );
  }
  const { start, latency, queue, load, scale, hostile, crashes } = parts;
  if (crashes) lines.push(...crashLines(crashes));
  if (load) {
    lines.push(
      ...title('Reads and listeners while a job is solved', load),
      `${load.readsPerSecond} reads a second for ${load.seconds} s: of ${load.readsPerSecond * load.seconds} wanted ${load.requests} were sent and answered, ${load.not2xx} refused, ${load.errors} errors; p50 ${load.p50} ms, p99 ${load.p99} ms, max ${load.max} ms. ${load.listeners} listeners, ${load.cut} cut.`,
    );
  }
  if (queue) {
    lines.push(
      ...title('Many small jobs at once', queue),
      `${queue.jobs} jobs of ${queue.schools} schools, nearly all of one: ${queue.completed} completed in ${queue.seconds.toFixed(1)} s (${queue.perSecond.toFixed(0)} a second, posting included). The ${queue.smallJobs} jobs of the nine small schools, posted last, had all begun by place ${queue.lastOfSmallSchools}.`,
    );
  }
  if (latency) {
    lines.push(
      ...title('Job accepted to search started, idle', latency),
      ...(['postgres', 'redis'] as const).flatMap((backend) => {
        const one = latency[backend];
        return one
          ? [`- ${backend}: median ${one.median} ms, p90 ${one.p90} ms of ${one.jobs} jobs`]
          : [];
      }),
    );
  }
  if (scale) {
    lines.push(
      ...title('Jobs a second by number of workers', scale),
      'Jobs of half a second that need no processor, four at a time in each worker: the ceiling of queue, store and API.',
      '',
      '| queue on | workers | jobs | jobs/s | of the ideal |',
      '|---|--:|--:|--:|--:|',
      ...scale.rows.map((row) => {
        const ideal = row.workers * 8;
        const part = `${Math.round((row.jobsPerSecond / ideal) * 100)} %`;
        return `| ${row.backend} | ${row.workers} | ${row.jobs} | ${row.jobsPerSecond.toFixed(1)} | ${part} |`;
      }),
    );
  }
  if (hostile) {
    lines.push(
      ...title('Hostile input', hostile),
      `${hostile.requests} requests: ${hostile.wrongCount} answered wrongly (5xx, or a refusal that is not as promised), ${hostile.cutOff} connections ended, ${hostile.storedInPart} rows stored in part; resident memory after each tenth and at the end ${hostile.memoryMb.join(', ')} MiB; ${hostile.isAlive ? 'ready' : 'NOT READY'} afterwards. By status: ${Object.entries(
        hostile.byStatus,
      )
        .map(([status, n]) => `${status}: ${n}`)
        .join(', ')}.`,
    );
    // The kind of fault is told by what was asked and the status.
    const kinds = new Set(hostile.wrong.map((text) => text.slice(0, 60).replace(/ \{.*/, '')));
    if (kinds.size > 0) lines.push('', `Wrong were for instance: ${[...kinds].join('; ')}.`);
  }
  if (start) {
    const list = (values: number[]) => values.map((ms) => `${(ms / 1000).toFixed(1)}`).join(', ');
    lines.push(
      ...title('Start of the process to ready', start),
      `First run: ${list(start.first)} s. Later: ${list(start.later)} s.`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function crashLines(crashes: Ran<{ rows: CrashRow[] }>): string[] {
  const pair = (spread: CrashRow['recoverySeconds']) =>
    spread ? `${spread.median.toFixed(1)} / ${spread.max.toFixed(1)} s` : '';
  return [
    '',
    '## Crashes',
    '',
    'SIGKILL at random moments of a stream of jobs of 3 s, eight at a time. "Again": of the jobs that were in work at a kill, those that another attempt went on with; for the others the search lived on, or had just ended. "Search lost" is what the next attempt did not have. Recovery counts from the kill, so for the whole service it holds the restart. With the tiny solver, jobs need no processor; with the real one, four or eight searches share two cores.',
    '',
    '| killed | queue on | solver | kills | in work | jobs | lost | twice | corrupt | not ended | failed | published | hit | again | restart median / max | recovery median / max | search lost median / max | ran, load before |',
    '|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|',
    ...crashes.rows.map((row) => {
      const { what, backend, solver, kills, killsInWork, jobs, lost, twice } = row;
      const { corrupt, unended, failed, published, hit, again } = row;
      const cells: unknown[] = [
        what,
        backend,
        solver,
        kills,
        killsInWork,
        jobs,
        lost,
        twice,
        corrupt,
      ];
      cells.push(unended, failed, published, hit, again);
      cells.push(
        pair(row.restartSeconds ?? null),
        pair(row.recoverySeconds),
        pair(row.lostSearchSeconds),
      );
      const form = row.isShort ? ', short' : '';
      cells.push(`${row.ranAt.slice(0, 16)}Z${form}, ${row.load.toFixed(1)}`);
      return `| ${cells.join(' | ')} |`;
    }),
  ];
}

function title(text: string, { ranAt, isShort, load, minutes }: Ran<object>): string[] {
  const busy = load.map((value) => value.toFixed(1)).join(' to ');
  const form = isShort ? 'short form, ' : '';
  return ['', `## ${text}`, '', `${ranAt.slice(0, 16)}Z, ${form}${minutes} min, load ${busy}`, ''];
}
