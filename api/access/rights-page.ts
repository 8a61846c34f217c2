import { type Role, roles, type Verb, verbs, verbsOf } from '../../src/auth/rights.ts';
import { type AccessRule, accessTable } from './table.ts';

/** The tables of `docs/rights.md`, made from the code; a test fails when the two differ. */
export function rightsTables(): string {
  const verbRows = verbs.map((verb) => [`\`${verb}\``, ...roles.map((role) => mark(role, verb))]);
  const routeRows = Object.entries(accessTable).map(([key, rule]) => [
    `\`${key}\``,
    rule.verb ? `\`${rule.verb}\`` : '',
    whose(rule),
    who(rule),
  ]);
  return [
    '### Verbs of each role',
    '',
    table(['verb', ...roles], verbRows),
    '',
    '### Routes',
    '',
    table(['route', 'verb', 'in which school', 'roles'], routeRows),
  ].join('\n');
}

function mark(role: Role, verb: Verb): string {
  return verbsOf[role].includes(verb) ? '✓' : '';
}

function who({ verb, in: where }: AccessRule): string {
  if (where === 'open') return 'everybody';
  if (verb === null) return 'everybody who is signed in';
  return roles.filter((role) => verbsOf[role].includes(verb)).join(', ');
}

function whose({ in: where }: AccessRule): string {
  if (where === 'open' || where === 'self') return '';
  if (where === 'listed') return 'shows those with the verb';
  if (where === 'asked') return 'of the body or query';
  if (where === 'every') return 'every school';
  return Object.entries(where)
    .map(
      ([thing, names]) =>
        `of the ${thing} ${[names]
          .flat()
          .map((n) => `\`{${n}}\``)
          .join(', ')}`,
    )
    .join('; ');
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
