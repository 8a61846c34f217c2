import { presetIds } from '../domain/problem.ts';
import { profileNames } from '../domain/profiles.ts';
import { exportKinds } from '../files/export-kinds.ts';
import { sizes, variants } from '../generator/index.ts';

/** What `--help` prints. A command's own help is its part of this text. */
const commands = {
  solve: `  afterbell solve <problem.json> [--out plan.json] [--seconds 10] [--steps N] [--seed 1] [--threads 2] [--bound S] [--json]
                  [--profile P] [--weights rule=number,…]
      自动排班：给出一份方案。无 --out 时方案写到标准输出。
      Ctrl-C 停止并保留目前最好的方案。只给 --steps 时用一个线程，结果可逐字节重现。
      --bound S 用另一个线程花 S 秒计算下界（与排班同时进行）。
      Solves: makes a plan. Without --out the plan goes to standard output.
      Ctrl-C stops and keeps the best plan. With --steps alone one thread is used, and the same
      seed gives the same plan byte by byte. --bound S spends S seconds of one more thread
      on a lower bound, beside the search.`,
  score: `  afterbell score <problem.json> <plan.json> [--out score.json] [--profile P] [--weights …]
      打分：对任何来源的方案重新计算 {hard, medium, soft, rules}。
      Scores: reckons a plan of any origin from scratch.`,
  explain: `  afterbell explain <problem.json> <plan.json> [--by rule] [--top 5] [--json] [--out explain.txt]
                    [--profile P] [--weights …]
      说明：空缺岗位和未开社团的真正原因与补救办法，每人的公平情况，逐项扣分。
      Explains: why posts are open and clubs not held and what would help, how fair the plan is to
      each person, and every match of every rule in a sentence.
      --by          rule | staff | class | room | student
      --candidates  most people told of each open seat with --json, default everybody`,
  bound: `  afterbell bound <problem.json> [--seconds 60] [--threads 2] [--plan plan.json] [--json]
      下界：证明没有任何方案的软扣分低于此数，并给出方案与它的差距。无 --plan 时先自动排班几秒。
      Bounds: proves that no plan has a lower soft cost, and tells how far the plan can be from it.
      Without --plan it first solves for a few seconds.`,
  compare: `  afterbell compare <problem.json> <a.json> <b.json> [--top 30] [--json] [--out compare.txt]
                    [--profile P] [--weights …]
      对比：两个方案的指标、各规则得分与逐项改动。
      Compares: key figures and scores by rule of two plans, and what differs.`,
  check: `  afterbell check <problem.json> [--json]
      检查：列出问题文件中的全部错误；人手一定不够的地方列为提醒。
      Checks: lists every fault of a problem file, and warns where people are surely too few.`,
  generate: `  afterbell generate [--size medium] [--seed 1] [--preset weifang] [--variant V] [--out problem.json]
      生成：按种子生成一所仿真学校。
      Generates: makes a realistic school from a seed.
      --size     ${sizes.join(' | ')}
      --preset   ${presetIds.join(' | ')}
      --variant  ${variants.join(' | ')}`,
  rules: `  afterbell rules [--json]
      规则：列出全部规则。
      Rules: prints the catalogue of rules.`,
  template: `  afterbell template [--out DIR]
      模板：写出待填的 Excel 模板（时段已按常见作息填好）和一所示例学校。
      Template: writes a workbook to fill in, with a usual week in it, and an example school.`,
  import: `  afterbell import <school.xlsx> [--out problem.json]
      导入：读取学校填写的 Excel 工作簿，错误按工作表和单元格列出。
      Imports: reads a school's workbook; names every fault by sheet and cell.`,
  export: `  afterbell export <problem.json> --as xlsx --out DIR
  afterbell export <plan.json> --problem problem.json --as ${exportKinds.join('|')} --out DIR
      导出：学校的工作簿；或方案的课表、统计、点名表、日历、一校一案。
      Exports: the school's workbook; or a plan's timetables, figures, roll calls, calendars and
      the school's term plan.`,
  remote: `  afterbell remote login|submit|job|follow|stop|plan|publish|compare … [--url https://…]
      远程：使用运行中的服务。地址为 --url 或 AFTERBELL_URL，密钥放在环境变量 AFTERBELL_KEY 中。
      Speaks to a running service, at --url or AFTERBELL_URL, with the API key in AFTERBELL_KEY.
      login                         谁的密钥，能做什么 whose key it is, and what it may do
      submit <problem.json>         提交数据 stores a problem
      job <problemId> [--seconds 10] [--steps N] [--seed 1] [--follow]   开始自动排班 solves it
      follow <jobId>                跟踪到结束 follows it to its end
      stop <jobId>                  停止并保留最好方案 stops, and keeps the best plan
      plan <planId> [--out plan.json]           取回方案 fetches a plan
      publish <planId> [--valid-from 2025-10-27] [--note text]
                                    发布，可写生效日期 publishes it, from a date on if wanted
      compare <planId> <planId>                 对比 compares two`,
} as const;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as CommandName[];

const weights = `权重 Weights
  --profile  ${profileNames.join(' | ')}：整套权重，代替数据中的权重 a whole set instead of the problem's own
  --weights  fairLoad=20,posts=0：单条规则的权重，0 为关闭 of single rules; 0 turns a rule off
  所用的权重记在方案的 solver 中 the plan records in its solver what it was made with
`;

const exits = `退出码 Exit codes
  0  完成；方案可以发布            done; the plan can be published
  1  意外错误                      something unexpected
  2  被拒绝，错误见标准错误输出    refused; the faults are on standard error
  3  有方案，但还不能发布          a plan that cannot be published yet, as with open posts

<problem.json> 处也可以写学校的工作簿（.xlsx）。 A school's workbook will do for a problem.
文件名处写 "-" 表示标准输入或标准输出。 "-" stands for standard input or output.
--json  错误、进度和结果都用 JSON 行输出。 Faults, progress and results as JSON lines.`;

export function helpText(name?: CommandName): string {
  const shown = name === undefined ? commandNames : [name];
  return `课后排 AfterBell：中小学课后服务排班 / schedules after-school care

${shown.map((command) => commands[command]).join('\n\n')}

${shown.some((command) => commands[command].includes('--weights')) ? `${weights}\n` : ''}${exits}
`;
}
