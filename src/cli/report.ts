import { gapOf, type Level, type Rule, rules } from '../../solver/index.ts';
import { activityName, className, roleNames, seriesName } from '../domain/naming.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../domain/problem-index.ts';
import { type Publishability, type PublishReason, publishability } from '../domain/publishable.ts';
import { formatNumber, textTable } from './text-table.ts';

const levelNames: Record<Level, string> = { hard: '硬', medium: '中', soft: '软' };
const weekdayNames = ['一', '二', '三', '四', '五', '六', '日'];

/** More lines than this are not read in a terminal; `--json` has them all. */
const shownPosts = 30;

export interface Report {
  plan: Plan;
  index: ProblemIndex;
  publish: Publishability;
}

export function makeReport(problem: Problem, plan: Plan): Report {
  const index = indexProblem(problem);
  return { plan, index, publish: publishability(plan, index) };
}

/** What `solve --json` prints: the score and what keeps the plan from being published. */
export function reportJson({ plan, publish }: Report): string {
  return JSON.stringify({
    problemId: plan.problemId,
    problemHash: plan.problemHash,
    publishable: publish.publishable,
    score: plan.score,
    ...(plan.bound === undefined ? {} : { bound: plan.bound, gap: gapOf(plan) }),
    openPosts: publish.openPosts,
    openSessions: plan.openSessions,
    reasons: publish.reasons,
    seed: plan.seed,
    solver: plan.solver,
  });
}

/** The table of the score by rule, what is open, and whether the plan can be published. */
export function reportText(report: Report): string {
  const { plan, publish } = report;
  const { hard, medium, soft } = plan.score;
  const lines = [...scoreTable(plan), ''];
  lines.push(
    `总分 Score  硬 hard ${formatNumber(hard)}  中 medium ${formatNumber(medium)}  软 soft ${formatNumber(soft)}`,
  );
  lines.push(...boundLines(plan));
  lines.push(...openSessionLines(report), ...openPostLines(report));
  const others = publish.reasons.filter((reason) => reason.code !== 'open-post');
  lines.push(...others.slice(0, shownPosts).map((reason) => `! ${reasonText(reason, report)}`));
  lines.push(
    publish.publishable
      ? '可以发布 Publishable'
      : `还不能发布（${publish.reasons.length} 项）Not publishable yet (${publish.reasons.length} reasons)`,
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** No plan can cost less than the bound; the gap is how much of this plan's cost is open. */
export function boundLines(plan: Plan): string[] {
  const gap = gapOf(plan);
  if (plan.bound === undefined || gap === undefined) return [];
  const { soft, method } = plan.bound;
  const share = (100 * gap).toFixed(2);
  return [
    `下界 Bound  软 soft ${formatNumber(soft)}  差距 gap 至多 at most ${share} %  (${method})`,
  ];
}

function scoreTable(plan: Plan): string[] {
  const costly = rules.filter((rule) => (plan.score.rules[rule.id]?.count ?? 0) > 0);
  const rows = costly.map((rule) => {
    const { count, cost } = plan.score.rules[rule.id] as { count: number; cost: number };
    const level = levelNames[rule.level];
    return [level, rule.title.zh, rule.id, formatNumber(count), formatNumber(cost)];
  });
  const head = ['级别', '规则 Rule', 'id', '次数 Count', '扣分 Cost'];
  const kept = rules.length - costly.length;
  return [
    ...textTable(head, rows, [3, 4]),
    `其余 ${kept} 条规则没有扣分 / the other ${kept} rules cost nothing`,
  ];
}

function openSessionLines({ plan, index }: Report): string[] {
  const open = plan.openSessions;
  if (open.length === 0) return [];
  const lines = open.slice(0, shownPosts).map(({ activityId, forKey, reason }) => {
    return `  ${seriesName(index, activityId, forKey).zh}：${reason}`;
  });
  return ['', `未能安排的活动 Open sessions: ${open.length}`, ...lines, ...more(open.length)];
}

/** What keeps a plan from being published, beside open posts; Chinese first. */
function reasonText(reason: PublishReason, { plan, index }: Report): string {
  const { code, message, activityId, forKey, periodIds = [], sessionId } = reason;
  const when = periodIds.map((id) => periodName(index, id)).join('、');
  const classIds = plan.sessions.find(({ id }) => id === sessionId)?.classIds ?? [];
  const what =
    activityId === undefined
      ? `看护 ${classIds.map((id) => className(index, id)).join('、')}`
      : seriesName(index, activityId, forKey).zh;
  const zh = {
    'hard-rules': `方案违反硬规则 ${plan.score.hard} 处。`,
    'open-post': `${when}  ${what}：岗位空缺。`,
    'no-adult': `${when}  ${what}：有学生，没有人看护。`,
    'duty-missing': `${when}  ${what}：这个时段没有排上。`,
  }[code];
  return `${zh} ${message}`;
}

function openPostLines({ index, publish }: Report): string[] {
  const open = publish.openPosts;
  if (open.length === 0) return [];
  const lines = open.slice(0, shownPosts).map((post) => {
    const times = post.periodIds.map((id) => periodName(index, id)).join('、');
    const what =
      post.activityId === undefined
        ? `看护 ${post.classIds.map((id) => className(index, id)).join('、')}`
        : activityName(index, post.activityId);
    return `  ${times}  ${what}  ${post.sessionId}  ${roleNames[post.role].zh} ${post.role}`;
  });
  return ['', `空缺岗位 Open posts: ${open.length}`, ...lines, ...more(open.length)];
}

function more(count: number): string[] {
  if (count <= shownPosts) return [];
  const rest = count - shownPosts;
  return [`  … 另有 ${rest} 项，见 --json / ${rest} more with --json`];
}

function periodName(index: ProblemIndex, id: string): string {
  const { weekday, start, end } = index.period(id);
  return `周${weekdayNames[weekday - 1]} ${start}-${end}`;
}

/** The catalogue as a table, for `afterbell rules`. */
export function ruleTable(catalogue: readonly Rule[]): string {
  const rows = catalogue.map((rule) => [
    levelNames[rule.level],
    rule.id,
    rule.level === 'soft' ? formatNumber(rule.defaultWeight) : '',
    rule.title.zh,
    rule.title.en,
  ]);
  const head = ['级别', 'id', '权重', '规则', 'Rule'];
  return textTable(head, rows, [2])
    .map((line) => `${line}\n`)
    .join('');
}
