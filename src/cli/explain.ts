import {
  analyse,
  type Explanation,
  explainPlan,
  groupMatches,
  type MatchGrouping,
  matchGroupings,
  rules,
  type ToldMatch,
  tellMatches,
} from '../../solver/index.ts';
import type { Bilingual } from '../domain/bilingual.ts';
import { hardConflicts } from '../domain/capacity/hard-conflicts.ts';
import { sessionName, staffName } from '../domain/naming.ts';
import type { Plan, Session } from '../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../domain/problem-index.ts';
import { publishability } from '../domain/publishable.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readable, writeText } from './files.ts';
import { choiceOption, numberOption, positionals } from './options.ts';
import { tellOtherData } from './other-data.ts';
import { outFile } from './out-file.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { formatNumber } from './text-table.ts';
import { chosenProblem, weightOptions } from './weight-options.ts';

const defaultShown = 5;

type Way = Explanation['openPosts'][number]['ways'][number];

/** Says why a plan costs what it costs, match by match, in whole sentences. */
export const explain: Command = {
  options: {
    by: { type: 'string' },
    top: { type: 'string' },
    candidates: { type: 'string' },
    out: { type: 'string', short: 'o' },
    ...weightOptions,
  },

  async run({ values, positionals: paths }) {
    const [problemPath, planPath] = positionals(paths, ['the problem file', 'the plan file']) as [
      string,
      string,
    ];
    const by = choiceOption(values, 'by', matchGroupings) ?? 'rule';
    const top = numberOption(values, 'top', { min: 1, max: 1_000_000, whole: true });
    const candidates = numberOption(values, 'candidates', { min: 0, max: 1000, whole: true });
    const out = await outFile(values, [problemPath, planPath]);
    const given = await readProblem(problemPath);
    const problem = chosenProblem(given, values);
    const plan = await readPlan(planPath, problem);
    await tellOtherData(plan, given, {
      zh: '说明以给出的数据为准',
      en: 'it is explained by the data given',
    });
    const index = indexProblem(problem);
    const analysis = analyse(index, plan);
    const matches = tellMatches(analysis, plan, index);
    const titles = new Map(rules.map((rule) => [rule.id, rule.title]));
    const groups = groupMatches(matches, by, index, titles);
    const explanation = explainPlan(index, plan, { candidates });
    const shown = top ?? defaultShown;
    const text =
      values.json === true
        ? JSON.stringify({ score: analysis.score, ...explanation, matches, by, groups })
        : readable(
            [
              ...nothingLacks({ ...plan, score: analysis.score }, index),
              ...hardLines(explanation, index, titles, shown),
              ...openLines(explanation, shown, wayTeller(index, plan)),
              ...conflictLines(explanation, titles, shown),
              ...fairnessLines(explanation, shown),
              ...groupLines(groups, matches, by, shown),
            ].join('\n'),
          );
    await writeText(out, `${text}\n`);
    return exitCodes.ok;
  },
};

/** Who asks which one more person would help most is told where nobody is needed. */
function nothingLacks(plan: Plan, index: ProblemIndex): string[] {
  if (!publishability(plan, index).publishable) return [];
  return [
    '方案可以发布，没有空缺岗位：不缺人，再添人只是分担工作量或多开社团',
    'The plan can be published and no post is open: nobody is lacking, and one more person would only share the load or open more clubs',
    '',
  ];
}

/** What breaks hard rules comes before everything else: such a plan cannot be published. */
function hardLines(
  { hard }: Explanation,
  index: ProblemIndex,
  titles: ReadonlyMap<string, Bilingual>,
  top: number,
): string[] {
  if (hard.length === 0) return [];
  const byRule = new Map<string, Explanation['hard']>();
  for (const match of hard) byRule.set(match.ruleId, [...(byRule.get(match.ruleId) ?? []), match]);
  const lines = [...byRule].flatMap(([ruleId, matches]) => {
    const { zh, en } = titles.get(ruleId) ?? { zh: ruleId, en: ruleId };
    return [
      `  ${zh} ${en} (${ruleId}) ×${matches.length}`,
      ...matches.slice(0, top).map(hardLine),
      ...more(matches.length - top).map((line) => `  ${line}`),
    ];
  });
  const anyway = hardConflicts(index).map(({ sentence }) => `  ! ${sentence.zh} / ${sentence.en}`);
  return section('违反硬规则 Hard rules broken', hard.length, [...anyway, ...lines]);
}

function hardLine({ sentence, causes }: Explanation['hard'][number]): string {
  const zh = [sentence, ...causes.map((cause) => cause.sentence)].map((one) => one.zh);
  const en = [sentence, ...causes.map((cause) => cause.sentence)].map((one) => one.en);
  return `    ${zh.join('；')} / ${en.join('; ')}`;
}

function openLines(
  { openPosts, missingSessions }: Explanation,
  top: number,
  wayOf: (way: Way) => Bilingual | undefined,
): string[] {
  const waysOf = (ways: readonly Way[]) =>
    ways.flatMap((way) => {
      const text = wayOf(way);
      return text === undefined ? [] : [`    → ${text.zh} / ${text.en}`];
    });
  const seatSection = (title: string, seats: Explanation['openPosts']) => {
    const lines = seats
      .slice(0, top)
      .flatMap(({ name, cause, ways }) => [
        `  ${name.zh}`,
        `    ${cause.sentence.zh} / ${cause.sentence.en}`,
        ...waysOf(ways),
      ]);
    return section(title, seats.length, lines, top);
  };
  const missing = missingSessions
    .slice(0, top)
    .flatMap(({ cause, together }) => [
      `  ${cause.sentence.zh} / ${cause.sentence.en}`,
      ...waysOf((together?.obstacles ?? []).flatMap(({ ways = [] }) => ways)),
    ]);
  return [
    ...seatSection(
      '空缺岗位 Open posts',
      openPosts.filter(({ isPost }) => isPost),
    ),
    ...seatSection(
      '其他空缺席位（不影响发布） Other open seats (the plan can be published without)',
      openPosts.filter(({ isPost }) => !isPost),
    ),
    ...section(
      '未排场次与未开社团 Missing sessions, clubs not held',
      missingSessions.length,
      missing,
      top,
    ),
  ];
}

/** What would fill a seat, in words; nothing where the cause says already who could just take it. */
function wayTeller(index: ProblemIndex, plan: Plan): (way: Way) => Bilingual | undefined {
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  return ({ staffId, relaxations, exchange, furtherExchanges = [] }) => {
    const zh = relaxations.map(({ text }) => text.zh);
    const en = relaxations.map(({ text }) => text.en);
    if (exchange !== undefined) {
      const taker = staffName(index, staffId);
      const heirs = [exchange, ...furtherExchanges].map((one) => ({
        name: staffName(index, one.staffId),
        left: sessionName(index, sessions.get(one.sessionId) as Session),
      }));
      zh.push(
        `由${taker}承担，${heirs.map(({ name, left }) => `${name}接替其${left.zh}`).join('，')}`,
      );
      en.push(
        `${taker} takes it and ${heirs.map(({ name, left }) => `${name} takes over ${left.en}`).join(', ')}`,
      );
    }
    return zh.length === 0 ? undefined : { zh: zh.join('，并'), en: en.join(', and ') };
  };
}

/** What stood in the way most often, and of which sessions. */
function conflictLines(
  { conflicts: { conflicts } }: Explanation,
  titles: ReadonlyMap<string, Bilingual>,
  top: number,
): string[] {
  const lines = conflicts.slice(0, top).map(({ name, count, rules: byRule, blocked }) => {
    const most = blocked.slice(0, 3);
    const told = (language: 'zh' | 'en', comma: string) =>
      most.map(({ what, count: n }) => `${what[language]} ×${n}`).join(comma);
    const by = Object.keys(byRule).map((id) => titles.get(id) ?? { zh: id, en: id });
    const zh = by.map((title) => title.zh).join('、');
    const en = by.map((title) => title.en).join('; ');
    return `  ${name.zh} ×${count}（${zh}）：${told('zh', '，')} / (${en}) ${told('en', ', ')}`;
  });
  return section('冲突统计 What stood in the way', conflicts.length, lines, top);
}

function fairnessLines({ fairness }: Explanation, top: number): string[] {
  const lines = fairness.slice(0, top).map(({ sentence }) => `  ${sentence.zh} / ${sentence.en}`);
  return section('公平 Fairness', fairness.length, lines, top);
}

function section(title: string, count: number, lines: readonly string[], top = count): string[] {
  return count === 0 ? [] : [`${title} (${count})`, ...lines, ...more(count - top), ''];
}

function more(rest: number): string[] {
  return rest > 0 ? [`  … 另有 ${rest} 项，见 --top / ${rest} more with --top`] : [];
}

function groupLines(
  groups: ReturnType<typeof groupMatches>,
  matches: readonly ToldMatch[],
  by: MatchGrouping,
  top: number,
): string[] {
  return groups.flatMap(({ id, name, cost, matches: places }) => {
    const parts = (['hard', 'medium', 'soft'] as const)
      .filter((level) => cost[level] > 0)
      .map((level) => `${level} ${formatNumber(cost[level])}`);
    const title = by === 'rule' ? `${name.zh} ${name.en}` : name.zh;
    const lines = places.slice(0, top).map((place) => {
      const { weighted, sentence } = matches[place] as ToldMatch;
      return `  ${formatNumber(weighted)}  ${sentence.zh} / ${sentence.en}`;
    });
    return [
      `${title} (${id})  ${parts.join('  ') || '0'}`,
      ...lines,
      ...more(places.length - lines.length),
    ];
  });
}
