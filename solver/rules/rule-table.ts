import { rules } from './registry.ts';
import type { Level } from './rule.ts';

const levels: Record<Level, string> = {
  hard: 'Hard: each violation counts and costs 1; a plan of the solver has none, unless the pins alone force it',
  medium: 'Medium: what was left open',
  soft: 'Soft: cost times weight',
};

/** The page `docs/rules.md`, made from the registry; a test fails when the two differ. */
export function ruleTableMarkdown(): string {
  const lines = [
    '# Rules',
    '',
    'Scores are compared level by level: hard, then medium, then soft; lower is better and 0 is best. A problem may set the weight of a soft rule (`rules.weights`) and switch any rule off (`rules.off`). `count` in a score is the number of violations of a hard rule, and the number of matches that cost something of the others.',
    '',
    'This page is made from the rules themselves: `npx vitest run test/solver/rule-table.test.ts -u` writes it anew.',
  ];
  for (const level of ['hard', 'medium', 'soft'] as const) {
    lines.push('', `## ${levels[level]}`, '');
    lines.push('| rule | 名称 | weight | sentence | 说明 | params |', '|---|---|---|---|---|---|');
    for (const rule of rules.filter((r) => r.level === level)) {
      const weight = level === 'soft' ? String(rule.defaultWeight) : '';
      const params = rule.params.map((name) => `\`${name}\``).join(' ');
      const cells = [
        `\`${rule.id}\` ${rule.title.en}`,
        rule.title.zh,
        weight,
        rule.sentence.en,
        rule.sentence.zh,
        params,
      ];
      lines.push(`| ${cells.join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
