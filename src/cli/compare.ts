import { rules as catalogue, verify } from '../../solver/index.ts';
import type { Bilingual } from '../domain/bilingual.ts';
import type { ChangeKind, PlanChange } from '../domain/compare/changes.ts';
import { comparePlans, type PlanComparison } from '../domain/compare/compare.ts';
import type { PlanKpis } from '../domain/compare/kpis.ts';
import { indexProblem } from '../domain/problem-index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readable, writeText } from './files.ts';
import { numberOption, positionals } from './options.ts';
import { scoredByGiven, tellOtherData } from './other-data.ts';
import { outFile } from './out-file.ts';
import { readPlan, readProblem } from './read-problem.ts';
import { formatNumber, textTable } from './text-table.ts';
import { chosenProblem, weightOptions } from './weight-options.ts';

/** Two plans side by side, both scored with the same weights. */
export const compare: Command = {
  options: { out: { type: 'string', short: 'o' }, top: { type: 'string' }, ...weightOptions },

  async run({ values, positionals: paths }) {
    const names = ['the problem file', 'the first plan', 'the second plan'] as const;
    const [problemPath, aPath, bPath] = positionals(paths, names) as [string, string, string];
    const top = numberOption(values, 'top', { min: 1, max: 1_000_000, whole: true }) ?? 30;
    const out = await outFile(values, [problemPath, aPath, bPath]);
    const given = await readProblem(problemPath);
    const problem = chosenProblem(given, values);
    const index = indexProblem(problem);
    const a = await readPlan(aPath, problem, 'plan A');
    const b = await readPlan(bPath, problem, 'plan B');
    for (const [which, plan] of Object.entries({ A: a, B: b }))
      await tellOtherData(plan, given, scoredByGiven, which);
    a.score = verify(index, a);
    b.score = verify(index, b);
    const comparison = comparePlans({ index, plan: a }, { index, plan: b });
    const { kpis, rules, changes } = comparison;
    const lines = [
      ...textTable(['指标 KPI', 'A', 'B'], kpiRows(kpis.a, kpis.b), [1, 2]),
      '',
      ...ruleLines(rules),
      '',
      `改动 Changes: ${changes.length}`,
      ...changes.slice(0, top).map(changeLine),
      ...(changes.length > top ? [`  … --top ${changes.length}`] : []),
    ];
    const text = values.json === true ? JSON.stringify(comparison) : readable(lines.join('\n'));
    await writeText(out, `${text}\n`);
    return exitCodes.ok;
  },
};

/** The rules that cost more in one of them, by name. */
function ruleLines(costs: PlanComparison['rules']): string[] {
  const rows = catalogue.flatMap(({ id, title }) => {
    const [a, b] = [costs[id]?.a ?? 0, costs[id]?.b ?? 0].map((cost) => formatNumber(cost));
    return a === b ? [] : [[title.zh, id, a ?? '', b ?? '']];
  });
  if (rows.length === 0) return ['各条规则扣分相同 every rule costs the same'];
  return textTable(['规则 Rule', 'id', 'A', 'B'], rows, [2, 3]);
}

const kindWords: Record<ChangeKind, Bilingual> = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '取消', en: 'dropped' },
  moved: { zh: '换时间', en: 'other time' },
  room: { zh: '换场地', en: 'other room' },
  people: { zh: '换人', en: 'other people' },
  classes: { zh: '换班级', en: 'other classes' },
  placement: { zh: '换社团', en: 'other clubs' },
};

function changeLine({ kind, what, from, to }: PlanChange): string {
  const { zh, en } = kindWords[kind];
  const was = (language: keyof Bilingual) =>
    kind === 'added' || kind === 'removed'
      ? from[language] || to[language] || '—'
      : `${from[language] || '—'} → ${to[language] || '—'}`;
  return `  ${zh}  ${what.zh}：${was('zh')} / ${en}: ${what.en}: ${was('en')}`;
}

function kpiRows(a: PlanKpis, b: PlanKpis): string[][] {
  const row = (name: string, of: (kpis: PlanKpis) => number | null, digits?: number) => {
    const [x, y] = [of(a), of(b)].map((value) =>
      value === null ? '—' : formatNumber(value, digits),
    );
    return [name, x ?? '', y ?? ''];
  };
  const percent = (share: number | null) => (share === null ? null : share * 100);
  return [
    row('硬 hard', (k) => k.score.hard),
    row('中 medium', (k) => k.score.medium),
    row('软 soft', (k) => k.score.soft),
    row('工作量离散（分钟）spread', (k) => k.fairness.spreadMinutes),
    // Nearly 1 for every plan worth comparing.
    row('公平指数（1 为最公平）Jain', (k) => k.fairness.jain, 4),
    row('最大偏差（分钟）largest deviation', (k) => k.fairness.largestDeviationMinutes),
    row('晚岗 late posts', (k) => k.latePosts),
    row('空缺岗位 open posts', (k) => k.openPosts),
    row('第一志愿 % first choice', (k) => percent(k.choices.first)),
    row('任一志愿 % any choice', (k) => percent(k.choices.any)),
    row('照顾学生第一志愿 % first, priority', (k) => percent(k.priorityChoices.first)),
    row('照顾学生任一志愿 % any, priority', (k) => percent(k.priorityChoices.any)),
    row('开设社团 clubs held', (k) => k.clubsHeld),
    row('合班班次 merged classes', (k) => k.mergedClasses),
    row('每班看护人数 adults of a class', (k) => k.adultsPerClass),
    row('场地 rooms', (k) => k.rooms),
    row('课时费（元）pay', (k) => k.pay),
  ];
}
