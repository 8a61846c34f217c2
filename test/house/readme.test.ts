import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { rules } from '../../solver/index.ts';
import { commandNames } from '../../src/cli/help.ts';
import { sizeFigures, sizes } from '../../src/generator/sizes.ts';
import { cli } from '../cli/run-cli.ts';

/** What the documents say of the project, held against the project. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const documents = [
  'README.md',
  'CHANGELOG.md',
  'solver/README.md',
  'bench/README.md',
  'bench/ctt/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The first cells of the rows of a table, below its heading. */
function firstCells(heading: string): string[] {
  const [, table = ''] = readme.split(heading);
  const [rows = ''] = table.slice(table.indexOf('\n')).trimStart().split('\n\n');
  return rows
    .split('\n')
    .slice(1)
    .map((row) => row.split(' | ')[0]?.replace(/^\| /, '') ?? '');
}

describe('README.md', () => {
  it('has a row for every command', () => {
    const rows = firstCells('| 命令 Command |').map((cell) => cell.replaceAll('`', ''));
    expect(rows.toSorted()).toEqual([...commandNames].toSorted());
  });

  it('has a row for every variable', () => {
    const schema = read('src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm);
    const rows = firstCells('| 变量 Variable |').map((cell) => cell.replaceAll('`', ''));
    expect(rows.toSorted()).toEqual([...schema].map(([, name]) => name).toSorted());
  });

  it('names routes that there are', () => {
    // That page is held against the code by a test of its own.
    const rights = read('docs/rights.md').matchAll(/^\| `(\w+ \/[^`]*)` \|/gm);
    const known = new Set([...rights].map(([, route]) => route as string));
    const named = [...readme.matchAll(/`(GET|POST|DELETE) (\/[^`?]*)(\?[^`]*)?`/g)].map(
      ([, verb, path]) => `${verb} ${path}`,
    );
    expect(named.length).toBeGreaterThan(25);
    expect(named.filter((route) => !known.has(route))).toEqual([]);
  });

  it('tells the gaps of the bounds as they were measured last', () => {
    const rows = read('bench/results/bounds.md').match(/^\| \w[\w-]+-\d+ .*$/gm) ?? [];
    const gaps = rows.map((row) => Number(/\| ([\d.]+) % \|/.exec(row)?.[1]));
    const [least, most] = [Math.min(...gaps), Math.max(...gaps)].map(Math.round);
    expect(readme).toContain(
      `${least} % 到 ${most} %（已测的${[...'零一二三四五六七八九'][gaps.length]}所学校）`,
    );
  });

  it('tells every size of school with its classes', () => {
    const [line = ''] = readme.match(/^- 规模 Sizes: .*$/m) ?? [];
    const told = [...line.matchAll(/`(\w+)` (\d+)/g)].map(([, size, classes]) => [size, +classes]);
    expect(told).toEqual(sizes.map((size) => [size, sizeFigures[size].classes]));
  });

  it('counts the rules', () => {
    expect(readme).toContain(`${rules.length} 条规则`);
  });
});

test('documents name scripts that there are', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  for (const document of documents) {
    for (const [, name = ''] of read(document).matchAll(/npm run (?:-s )?([a-z:]+)/g))
      expect(Object.keys(scripts), document).toContain(name);
  }
});

test('the rule of docs/add-a-rule.md and its test import what there is', () => {
  const files = [
    ...read('docs/add-a-rule.md').matchAll(/`(\S+\.ts)`\n(?:.*\n)?```ts\n([\s\S]*?)```/g),
  ];
  const imports = files.flatMap(([, file = '', text = '']) =>
    [...text.matchAll(/^import (type )?\{ (.*) \} from '(\..*)';/gm)].map(
      ([, isType, names = '', from = '']) => ({ isType, names, path: join(dirname(file), from) }),
    ),
  );
  expect(imports.map(({ path }) => path)).toContain('solver/rules/rule.ts');
  for (const { isType, names, path } of imports) {
    const word = isType ? 'interface|type' : 'const|function';
    for (const name of names.split(', '))
      expect(
        RegExp(`^export (${word}) ${name}\\b`, 'm').test(read(path)),
        `${name} of ${path}`,
      ).toBe(true);
  }
});

test('links between documents lead to what is there', () => {
  const anchor = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .trim()
      .replaceAll(' ', '-');
  for (const document of documents) {
    for (const [, link = ''] of read(document).matchAll(/\]\(((?!https?:)[^)\s]+)\)/g)) {
      const [path = '', fragment] = decodeURI(link).split('#');
      const target = path === '' ? document : join(dirname(document), path);
      expect(existsSync(join(root, target)), `${document}: ${link}`).toBe(true);
      if (fragment === undefined) continue;
      const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map(([, text]) => text as string);
      expect(headings.map(anchor), `${document}: ${link}`).toContain(fragment);
    }
  }
});

describe('what README.md shows is what its commands print (UPDATE_DOCS=1 writes it)', () => {
  let folder: string;
  let said: string[];
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'afterbell-readme-'));
    said = [...readme.matchAll(/```console\n([\s\S]*?)```/g)].map(([, block]) => block as string);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A command with what it prints; of `| head -N` the first lines. */
  function run(line: string): string {
    const [command = '', lines] = line.split(' | head -');
    const words = command.split(' afterbell -- ')[1]?.split(' ') ?? [];
    const { stdout, stderr } = spawnSync(process.execPath, [cli, ...words], {
      cwd: folder,
      encoding: 'utf8',
    });
    const printed = stdout
      .split(/(?<=\n)/)
      .slice(0, lines === undefined ? undefined : Number(lines));
    return `$ ${line}\n${stderr}${printed.join('')}`;
  }
  const again = (block: string) =>
    [...block.matchAll(/^\$ (.*)$/gm)].map(([, line]) => run(line as string)).join('');

  /** Without the lines of progress, which tell the time and the speed of a machine. */
  const lasting = (block: string) => block.replace(/^\S+ (construct|search|finish) .*\n/gm, '');

  it('of a school that is made, checked, solved and scored', () => {
    const [before = ''] = said;
    const now = again(before);
    if (process.env.UPDATE_DOCS && lasting(now) !== lasting(before))
      writeFileSync(
        join(root, 'README.md'),
        read('README.md').replace(before, () => now),
      );
    else expect(lasting(now)).toBe(lasting(before));
  });

  it('of a file with two mistakes', () => {
    const problem = JSON.parse(readFileSync(join(folder, 'school.json'), 'utf8'));
    problem.periods[2].start = '16:4O';
    problem.classes[2].homeRoomId = 'R999';
    writeFileSync(join(folder, 'broken.json'), JSON.stringify(problem));
    const [, before = ''] = said;
    const now = again(before);
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        join(root, 'README.md'),
        read('README.md').replace(before, () => now),
      );
    else expect(now).toBe(before);
  });

  it('as a picture of the week of a class', () => {
    const drawer = join(root, 'dist/bench/plan-picture.js');
    const files = ['school.json', 'plan.json'].map((name) => join(folder, name));
    const now = execFileSync(process.execPath, [drawer, ...files, '--class', 'C4-01'], {
      encoding: 'utf8',
    });
    const picture = 'docs/images/plan.svg';
    if (process.env.UPDATE_DOCS) writeFileSync(join(root, picture), now);
    else expect(now === read(picture), `${picture} is of another plan`).toBe(true);
  });
});
