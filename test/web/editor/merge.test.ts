import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/domain/problem.ts';
import { clashText } from '../../../web/editor/clash-text.ts';
import { isSame, merge } from '../../../web/editor/merge.ts';
import { mergeProblems } from '../../../web/editor/merge-problems.ts';
import type { Options } from '../../../web/editor/options.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { tinyProblem } from '../../support/tiny.ts';

const value = fc.oneof(fc.integer(), fc.string(), fc.constant(undefined));
const entry = fc.record({ name: value, seats: fc.array(fc.integer(), { maxLength: 2 }) });
/** A little school: fields, and lists of entries with ids. */
const school = fc
  .record({
    school: fc.record({ name: fc.string(), stage: fc.string() }),
    rooms: fc.dictionary(fc.constantFrom('R1', 'R2', 'R3', 'R4'), entry),
    staff: fc.dictionary(fc.constantFrom('T1', 'T2', 'T3'), entry),
    term: fc.option(fc.record({ start: fc.string() }), { nil: undefined }),
  })
  .map(({ rooms, staff, term, ...rest }) => ({
    ...rest,
    rooms: Object.entries(rooms).map(([id, one]) => ({ id, ...one })),
    staff: Object.entries(staff).map(([id, one]) => ({ id, ...one })),
    ...(term ? { term } : {}),
  }));

describe('merging what two people changed', () => {
  test('gives back what one changed where the other changed nothing', () => {
    fc.assert(
      fc.property(school, school, (base, changed) => {
        for (const found of [merge(base, changed, base), merge(base, base, changed)]) {
          expect(found.clashes).toEqual([]);
          expect(isSame(found.value, changed)).toBe(true);
        }
        expect(merge(base, changed, changed)).toMatchObject({ clashes: [], taken: 0 });
      }),
    );
  });

  test('keeps both where they changed different parts, whoever is asked', () => {
    fc.assert(
      fc.property(school, school, school, (base, left, right) => {
        const mine = { ...base, rooms: left.rooms, school: { ...base.school, name: 'mine' } };
        const theirs = { ...base, staff: right.staff, school: { ...base.school, stage: 'theirs' } };
        const both = {
          ...base,
          rooms: left.rooms,
          staff: right.staff,
          school: { name: 'mine', stage: 'theirs' },
        };
        for (const found of [merge(base, mine, theirs), merge(base, theirs, mine)]) {
          expect(found.clashes).toEqual([]);
          expect(isSame(found.value, both)).toBe(true);
        }
      }),
    );
  });

  test('leaves the choice where both changed the same, and is whole either way', () => {
    fc.assert(
      fc.property(school, school, school, (base, mine, theirs) => {
        const { value: merged, clashes } = merge(base, mine, theirs);
        const turned = merge(base, theirs, mine);
        // The same clashes are seen from both sides.
        const keys = (list: typeof clashes) => list.map(({ key }) => key).sort();
        expect(keys(turned.clashes)).toEqual(keys(clashes));
        // Choosing theirs everywhere is what they see who choose mine everywhere, but for order.
        const all = new Set(keys(clashes));
        expect(sorted(merge(base, mine, theirs, all).value)).toEqual(sorted(turned.value));
        for (const { id } of merged.rooms) {
          expect([...mine.rooms, ...theirs.rooms].some((one) => one.id === id)).toBe(true);
        }
      }),
    );
  });

  test('an entry that one took away and the other changed is a clash', () => {
    const base = {
      staff: [
        { id: 'T1', name: 'Li' },
        { id: 'T2', name: 'Wu' },
      ],
    };
    const mine = { staff: [{ id: 'T2', name: 'Wu' }] };
    const theirs = { staff: [{ id: 'T1', name: 'Li Na' }, { id: 'T2', name: 'Wu' }, { id: 'T3' }] };
    const { value: merged, clashes } = merge(base, mine, theirs as typeof base);
    expect(clashes.map(({ key }) => key)).toEqual(['/staff/T1']);
    expect(merged.staff.map(({ id }) => id)).toEqual(['T2', 'T3']);
    const chosen = merge(base, mine, theirs as typeof base, new Set(['/staff/T1']));
    expect(chosen.value.staff.map(({ name }) => name)).toContain('Li Na');
  });
});

describe('merging problems', () => {
  const base = tinyProblem();
  const withPerson = (id: string, name: string) => ({
    ...base,
    staff: [...base.staff, { id, name, kind: 'teacher' as const }],
    classes: base.classes.map((one, i) => (i === 0 ? { ...one, headTeacherId: id } : one)),
  });

  test('two new people who happen to have one id are both kept, and stay whose they were', () => {
    const mine = withPerson('T900', 'Li Na');
    const theirs = { ...withPerson('T900', 'Wu Gang'), classes: base.classes };
    const { value: merged, clashes } = mergeProblems(base, mine, theirs);
    expect(clashes).toEqual([]);
    const added = merged.staff.filter(({ name }) => name === 'Li Na' || name === 'Wu Gang');
    expect(new Set(added.map(({ id }) => id)).size).toBe(2);
    const head = merged.classes.find(({ headTeacherId }) => headTeacherId !== undefined);
    expect(head?.headTeacherId).toBe(added.find(({ name }) => name === 'Li Na')?.id);
  });

  test('the same new person entered twice is one, and asked about where they differ', () => {
    const mine = withPerson('T900', 'Li Na');
    const theirs = structuredClone(mine);
    Object.assign(theirs.staff.at(-1) ?? {}, { kind: 'retired' });
    const { value: merged, clashes } = mergeProblems(base, mine, theirs);
    expect(clashes.map(({ key }) => key)).toEqual(['/staff/T900']);
    expect(merged.staff).toHaveLength(base.staff.length + 1);
  });
});

test('a clash of weights or of rules that are off is told by the names of the rules', () => {
  const base = tinyProblem();
  const withRules = (rules: Problem['rules']) => ({ ...base, rules });
  const mine = withRules({ weights: { fairLoad: 3, posts: 2 }, off: ['posts'] });
  const theirs = withRules({ weights: { fairLoad: 9, posts: 2 }, off: ['fairLoad', 'odd'] });
  const versions = { mine, theirs };
  const titles = new Map([
    ['fairLoad', { title: '工作量公平', usual: 5 }],
    ['posts', { title: '岗位总量', usual: 3 }],
  ]);
  const told = (of: typeof base) =>
    mergeProblems(of, mine, theirs).clashes.map((clash) =>
      clashText(clash, versions, zh, {} as Options, titles),
    );
  expect(told(withRules({ weights: { fairLoad: 1, posts: 2 }, off: [] }))).toEqual([
    { place: '参数与权重 · 权重 · 工作量公平', mine: '3', theirs: '9' },
    { place: '参数与权重 · 关闭的规则', mine: '岗位总量', theirs: '工作量公平、odd' },
  ]);
  delete mine.rules?.weights?.fairLoad;
  const [taken] = told(withRules({ weights: { fairLoad: 1, posts: 2 }, off: [] }));
  expect(taken).toMatchObject({ mine: '默认（5）', theirs: '9' });
});

/** By ids: the order of lists follows whoever changed it. */
function sorted({ rooms, staff, ...rest }: { rooms: Entry[]; staff: Entry[] }) {
  const byId = (list: Entry[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.parse(JSON.stringify({ ...rest, rooms: byId(rooms), staff: byId(staff) }));
}
interface Entry {
  id: string;
}
