import { levels, number, table } from '../quality/report.ts';
import type { Results } from '../quality/results.ts';
import { answerAt, isToldWhen, lostAt, type PeerSchool, raceTo10, reachedAt } from './compare.ts';
import { leanLeavesOut, neverModelled } from './model/build.ts';
import { peers } from './peers.ts';

export interface PeerResults {
  schema: 'afterbell.peers/1';
  machine: Results['machine'];
  schools: PeerSchool[];
}

/** The tables of a run against the peers as Markdown. */
export function peerReport(results: PeerResults, times: readonly number[]): string {
  const { node, cores, note } = results.machine;
  const lines = [
    '# Against other solvers',
    '',
    `Node ${node}, ${cores} cores${note === '' ? '' : `; ${note}`}. Costs are soft, or \`medium / soft\` where medium is not 0, always by our \`verify\`; \`-\`: no answer yet. How it is run, and what the models hold: [bench/README.md](../README.md#peers).`,
    '',
    ...Object.entries(peers).map(([name, { about }]) => `- \`${name}\`: ${about}`),
    '- `naive`: one pass in the order of the data, the first that fits',
    '- `ours`: read while one run goes on to the limit; `told when`: a run of its own for each time',
    '',
    `Both models leave out ${code(neverModelled)}, which none of these schools has. \`lean\` leaves out ${code([...leanLeavesOut])} too. Whatever is left out is charged by \`verify\` all the same.`,
  ];
  for (const school of results.schools) lines.push('', ...schoolPart(school, times));
  return `${lines.join('\n')}\n`;
}

function schoolPart(school: PeerSchool, times: readonly number[]): string[] {
  const shown = times.filter((t) => t <= school.seconds);
  const race = raceTo10(school);
  const aimed = lostAt(school, shown, isToldWhen);
  const onTheWay = lostAt(school, shown, (run) => !isToldWhen(run));
  return [
    `## ${school.school}`,
    '',
    `${school.about === '' ? '' : `${school.about}; `}${school.seconds} s each.`,
    '',
    ...table(
      ['solver', 'columns x rows', ...shown.map((t) => `${t} s`), 'reaches our 10 s cost', 'ended'],
      school.runs.map((run) => {
        const reached = school.ours10 === undefined ? undefined : reachedAt(run, school.ours10);
        return [
          run.who,
          run.columns === undefined ? '' : `${number(run.columns)} x ${number(run.rows ?? 0)}`,
          ...shown.map((t) => levels(answerAt(run, t))),
          reached === undefined ? `not within ${school.seconds} s` : `${reached.toFixed(1)} s`,
          run.answers.length === 0 ? `**no answer** (${run.status})` : run.status,
        ];
      }),
    ),
    '',
    ...(school.ours10 === undefined
      ? []
      : [
          `A run of ours with a limit of 10 s: ${levels(school.ours10)}. ${
            race === undefined
              ? `No peer reaches that within ${school.seconds} s.`
              : `The first peer to reach that is \`${race.who}\` after ${race.seconds.toFixed(1)} s, ${race.ratio.toFixed(2)} times as long.`
          }`,
        ]),
    '',
    `Peers ahead of our runs that were told when to end: ${list(aimed)}. Ahead of one of those on the way to ${school.seconds} s: ${list(onTheWay)}.`,
  ];
}

function list(lost: ReturnType<typeof lostAt>): string {
  if (lost.length === 0) return 'none';
  return `**${lost.map(({ who, at }) => `${who} at ${at} s`).join(', ')}**`;
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
