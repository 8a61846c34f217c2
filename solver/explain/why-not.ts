import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Edit } from '../../src/domain/edit.ts';
import { figure } from '../../src/domain/naming.ts';
import type { Plan, Score } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Level } from '../rules/rule.ts';
import { compareScores } from '../search/compare.ts';
import { type Analysis, analyse } from '../verify.ts';
import { editPlan } from './edit-plan.ts';
import { keyOf } from './fresh.ts';
import { type ToldMatch, tellMatches } from './matches.ts';

/** What edits would do to a plan: what breaks, what the score becomes, and the plan itself. */
export interface WhyNot {
  before: Score;
  after: Score;
  verdict: { isBetter: boolean; sentence: Bilingual };
  /** Rules whose cost changes, the dearest first. */
  rules: RuleChange[];
  /** Matches that come and go, the dearest first, and those that are there in both at another cost. */
  added: ToldMatch[];
  removed: ToldMatch[];
  changed: { before: ToldMatch; after: ToldMatch }[];
  /** Scored, and of its own origin: `solver.name` is "hand". */
  plan: Plan;
}

export interface RuleChange {
  ruleId: string;
  level: Level;
  title: Bilingual;
  before: number;
  after: number;
}

/** Tries edits that were checked against the plan. */
export function whyNot(index: ProblemIndex, plan: Plan, edits: readonly Edit[]): WhyNot {
  const edited = editPlan(index, plan, edits);
  const was = analyse(index, plan);
  const is = analyse(index, edited);
  edited.score = is.score;
  edited.solver = { name: 'hand', edits: edits.length, from: nameOf(plan) };
  delete edited.createdAt;
  const rules = is.rules
    .map(({ rule, cost }, i): RuleChange => {
      const before = was.rules[i]?.cost ?? 0;
      return { ruleId: rule.id, level: rule.level, title: rule.title, before, after: cost };
    })
    .filter(({ before, after }) => Math.abs(after - before) > 1e-9)
    .sort((a, b) => rankOf(b) - rankOf(a));
  const matches = compareMatches(tellMatches(was, plan, index), tellMatches(is, edited, index));
  return {
    before: was.score,
    after: is.score,
    verdict: isAsItWas()
      ? asItWas
      : verdictOf(was.score, is.score, rules, newlyBroken(is.rules, matches)),
    rules,
    ...matches,
    plan: edited,
  };

  /** Edits that ask for what is there already: who sits on the seat, a room that it has. */
  function isAsItWas(): boolean {
    if (rules.length > 0) return false;
    const same = editPlan(index, plan, []);
    return (
      JSON.stringify([edited.sessions, edited.placements]) ===
      JSON.stringify([same.sessions, same.placements])
    );
  }
}

const asItWas: WhyNot['verdict'] = {
  isBetter: false,
  sentence: {
    zh: '方案本来就是这样，没有变化',
    en: 'Nothing changes: the plan is like that already',
  },
};

function nameOf(plan: Plan): string {
  return typeof plan.solver.name === 'string' ? plan.solver.name : '';
}

const levelRank: Record<Level, number> = { hard: 1e9, medium: 1e6, soft: 0 };

function rankOf({ level, before, after }: RuleChange): number {
  return levelRank[level] + Math.abs(after - before);
}

function compareMatches(
  was: readonly ToldMatch[],
  is: readonly ToldMatch[],
): Pick<WhyNot, 'added' | 'removed' | 'changed'> {
  const about = ({ sentence: _, concerns: __, level: ___, weighted: ____, ...match }: ToldMatch) =>
    keyOf(match);
  const old = new Map<string, ToldMatch[]>();
  for (const match of was) {
    const list = old.get(about(match));
    if (list) list.push(match);
    else old.set(about(match), [match]);
  }
  const added: ToldMatch[] = [];
  const changed: WhyNot['changed'] = [];
  for (const match of is) {
    const before = old.get(about(match))?.shift();
    if (before === undefined) added.push(match);
    else if (Math.abs(before.weighted - match.weighted) > 1e-9)
      changed.push({ before, after: match });
  }
  const dearest = (a: ToldMatch, b: ToldMatch) =>
    levelRank[b.level] + b.weighted - levelRank[a.level] - a.weighted;
  const difference = ({ before, after }: WhyNot['changed'][number]) =>
    levelRank[after.level] + Math.abs(after.weighted - before.weighted);
  return {
    added: added.sort(dearest),
    removed: [...old.values()].flat().sort(dearest),
    changed: changed.sort((a, b) => difference(b) - difference(a)),
  };
}

/** Hard rules broken where they were kept before, also where others are mended for it. */
function newlyBroken(
  catalogue: readonly { rule: { id: string; title: Bilingual } }[],
  { added, changed }: Pick<WhyNot, 'added' | 'changed'>,
): Bilingual[] {
  const dearer = changed.filter(({ before, after }) => after.weighted > before.weighted);
  const broken = [...added, ...dearer.map(({ after }) => after)];
  const ids = new Set(broken.filter(({ level }) => level === 'hard').map(({ ruleId }) => ruleId));
  return catalogue.flatMap(({ rule }) => (ids.has(rule.id) ? [rule.title] : []));
}

function verdictOf(
  before: Analysis['score'],
  after: Analysis['score'],
  rules: readonly RuleChange[],
  broken: readonly Bilingual[],
): WhyNot['verdict'] {
  const isBetter = compareScores(after, before) < 0;
  /** What costs more at that level: a soft rule is no reason why hard ones are broken. */
  const becauseOf = (level: Level): Bilingual => {
    const worst = rules
      .filter((rule) => rule.level === level && rule.after > rule.before)
      .slice(0, 3);
    if (worst.length === 0) return { zh: '', en: '' };
    const list = (language: keyof Bilingual) => worst.map(({ title }) => title[language]);
    return { zh: `，主要是${list('zh').join('、')}`, en: `, mostly: ${list('en').join('; ')}` };
  };
  if (after.hard > before.hard) {
    const more = after.hard - before.hard;
    const because = becauseOf('hard');
    return {
      isBetter,
      sentence: {
        zh: `不可行：多违反 ${more} 处硬规则${because.zh}`,
        en: `Not possible: it breaks hard rules ${more} more ${more === 1 ? 'time' : 'times'}${because.en}`,
      },
    };
  }
  if (broken.length > 0) {
    const zh = broken.map((title) => title.zh).join('、');
    const en = broken.map((title) => title.en).join('; ');
    const mended = before.hard - after.hard;
    const sentence =
      mended === 0
        ? {
            zh: `不可行：解决了硬规则冲突，但同样多的地方又新违反了：${zh}`,
            en: `Not possible: it mends hard rules and breaks as many elsewhere: ${en}`,
          }
        : {
            zh: `硬规则少违反 ${figure(mended)} 处，但有新的违反：${zh}`,
            en: `Hard rules are broken ${figure(mended)} fewer ${mended === 1 ? 'time' : 'times'}, but in new places: ${en}`,
          };
    return { isBetter, sentence };
  }
  for (const level of ['hard', 'medium', 'soft'] as const) {
    const step = after[level] - before[level];
    if (Math.abs(step) < 1e-9) continue;
    const zhLevel = { hard: '硬规则', medium: '空岗', soft: '软' }[level];
    const because = becauseOf(level);
    const text = figure(Math.abs(step));
    const by =
      text === '0' ? { zh: '不到 0.1', en: 'less than 0.1' } : { zh: ` ${text}`, en: text };
    const sentence =
      step < 0
        ? { zh: `更好：${zhLevel}扣分减少${by.zh}`, en: `Better: ${level} falls by ${by.en}` }
        : {
            zh: `可行但更差：${zhLevel}扣分增加${by.zh}${because.zh}`,
            en: `Possible but worse: ${level} rises by ${by.en}${because.en}`,
          };
    return { isBetter, sentence };
  }
  return { isBetter: false, sentence: { zh: '得分不变', en: 'The score stays the same' } };
}
