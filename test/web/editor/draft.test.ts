import { expect, test } from 'vitest';
import { parseProblem } from '../../../src/domain/validate.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import {
  byEntry,
  faultsBelow,
  fieldOfFault,
  placeFaults,
} from '../../../web/editor/fault-places.ts';
import {
  type Field,
  fieldValue,
  readValue,
  showValue,
  withValue,
} from '../../../web/editor/field.ts';
import { pinFields } from '../../../web/editor/fields-activities.ts';
import { changeHistory, startHistory } from '../../../web/editor/history.ts';
import { optionsOf } from '../../../web/editor/options.ts';
import { fieldsOfList } from '../../../web/editor/part-fields.ts';
import { freshId, renameId } from '../../../web/editor/rename-id.ts';
import { setAt } from '../../../web/editor/set-at.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { byId } from '../../support/plan-builder.ts';
import { tinyProblem } from '../../support/tiny.ts';

/** The editor of a school's data, below its screens. */

const problem = generateProblem({ size: 'village', seed: 3 });
const options = optionsOf(problem, zh, 'zh');
const lists = [
  'periods',
  'leavePoints',
  'classes',
  'students',
  'staff',
  'rooms',
  'activities',
] as const;

test('every cell of a school reads back as what it shows, as after copying and pasting', () => {
  for (const list of lists) {
    const fields = fieldsOfList(list, zh, options);
    for (const entry of problem[list] ?? []) {
      for (const field of fields) {
        const value = fieldValue(field, entry);
        if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
        const again = withValue(
          field,
          entry,
          readValue(field, showValue(field, value, zh.word.list)),
        );
        expect(again, `${list} ${field.key}`).toEqual(entry);
      }
    }
  }
});

test('every field of an entry can be emptied and filled again without a trace', () => {
  const [person] = problem.staff;
  const limit = fieldsOfList('staff', zh, options).find(({ key }) => key === 'clubs') as Field;
  const with3 = withValue(limit, person, 3) as typeof person;
  expect(with3?.limits?.clubs).toBe(3);
  const { limits: _none, ...bare } = person as object & { limits?: unknown };
  expect(withValue(limit, setAt(bare, ['limits', 'clubs'], 3), undefined)).toEqual(bare);
});

test('what cannot be read stays, and its fault is told at its field', () => {
  const fields = fieldsOfList('rooms', zh, options);
  const seats = fields.find(({ key }) => key === 'seats') as Field;
  const home = fieldsOfList('classes', zh, options).find(
    ({ key }) => key === 'homeRoomId',
  ) as Field;
  let draft = setAt(
    problem,
    ['rooms', 2],
    withValue(seats, problem.rooms[2], readValue(seats, '五十')),
  );
  draft = setAt(
    draft,
    ['classes', 1],
    withValue(home, problem.classes[1], readValue(home, '没有的教室')),
  );
  const parsed = parseProblem(draft);
  expect(parsed.ok).toBe(false);
  const faults = placeFaults(parsed.ok ? [] : parsed.faults);
  const ofRooms = byEntry(faultsBelow(faults, ['rooms']));
  expect([...ofRooms.keys()]).toEqual([2]);
  expect(fieldOfFault(fields, ofRooms.get(2)?.[0]?.rest ?? [])?.key).toBe('seats');
  const ofClasses = byEntry(faultsBelow(faults, ['classes']));
  expect(fieldOfFault([home], ofClasses.get(1)?.[0]?.rest ?? [])?.key).toBe('homeRoomId');
});

test('what is copied from a workbook means the same; an unknown need for a room is told, not lost', () => {
  const [activity] = problem.activities;
  const fields = fieldsOfList('activities', zh, options);
  const typed = (key: string, text: string) => {
    const field = fields.find((one) => one.key === key) as Field;
    return withValue(field, activity, readValue(field, text));
  };
  expect(typed('forEach', '每年级')).toMatchObject({ forEach: 'grade' });
  expect(typed('forEach', '不分组')).toMatchObject({ forEach: 'activity' });
  expect(typed('grades', '一年级、六年级')).toMatchObject({ grades: [1, 6] });
  expect(typed('room', '不需要场地')).toMatchObject({ room: null });
  expect(typed('room', '任意场地')).not.toHaveProperty('room');
  const unknown = typed('room', '操场');
  const field = fields.find(({ key }) => key === 'room') as Field;
  expect(showValue(field, fieldValue(field, unknown), zh.word.list)).toBe('操场');
  const parsed = parseProblem(setAt(problem, ['activities', 0], unknown));
  expect(parsed.ok ? [] : parsed.faults.map(({ path }) => path)).toEqual(['/activities/0/room']);
});

test('people of a pin can be typed and pasted as they are shown, or as workbooks have them', () => {
  const seats = pinFields(zh, options).find(({ key }) => key === 'lead') as Field;
  const [a, b] = problem.staff;
  const pinned = [
    { role: 'lead', staffId: a?.id },
    { role: 'assistant', staffId: b?.id },
  ];
  const read = (text: string) => withValue(seats, { activityId: 'x' }, readValue(seats, text));
  const shown = showValue(seats, fieldValue(seats, { seats: pinned }), zh.word.list);
  expect(read(shown)).toEqual({ activityId: 'x', seats: pinned });
  expect(read(`负责：${a?.name}、助教:${b?.id}`)).toMatchObject({ seats: pinned });
  expect(read('赵六')).toMatchObject({ seats: [{ role: 'lead', staffId: '赵六' }] });
  expect(read('')).toEqual({ activityId: 'x' });
});

test.each([
  ['time', '1640', '16:40'],
  ['time', '16：40', '16:40'],
  ['time', '7:05', '07:05'],
  ['time', '下午', '下午'],
  ['number', '1,200', 1200],
  ['number', '0.5', 0.5],
  ['number', 'x', 'x'],
  ['words', '足球，篮球; 棋类', ['足球', '篮球', '棋类']],
] as const)('%s "%s" is read', (kind, text, value) => {
  expect(readValue({ key: 'x', title: 'x', path: ['x'], kind }, text)).toEqual(value);
});

test.each(lists)('an id of %s is renamed with everything that speaks of it', (list) => {
  const old = problem[list]?.[0]?.id as string;
  const renamed = renameId(problem, list, 0, 'renamed');
  const parsed = parseProblem(renamed);
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  expect(JSON.stringify(renamed)).not.toContain(JSON.stringify(old));
  expect(renameId(renamed, list, 0, old)).toEqual(problem);
});

test('a class called 101 is renamed in its series, and a grade of the same number is not', () => {
  const of = (id: string) => {
    const school = tinyProblem();
    byId(school.classes, 'C1').id = id;
    school.activities = school.activities.map((one) => ({ ...one, forEach: 'class' as const }));
    byId(school.activities, 'gate').forEach = 'grade';
    school.pins = ['micro', 'gate'].map((activityId) => ({ activityId, forKey: id }));
    return renameId(school, 'classes', 0, 'C9').pins?.map(({ forKey }) => forKey);
  };
  expect(of('101')).toEqual(['C9', '101']);
  expect(of('1')).toEqual(['C9', '1']);
});

test('an id that is taken does not melt two entries into one', () => {
  const [a, b] = problem.staff.map(({ id }) => id) as [string, string];
  const clash = renameId(problem, 'staff', 0, b);
  expect(clash.classes).toBe(problem.classes);
  expect(clash.staff[0]?.id).toBe(b);
  // And taking it back leaves what spoke of the other alone.
  expect(renameId(clash, 'staff', 0, a)).toEqual(problem);
});

test('fresh ids count on and are free', () => {
  expect(freshId(['T001', 'T009'], 'X')).toBe('T010');
  expect(freshId(['b', 'a'], 'R')).toBe('R1');
  expect(freshId(['T10', 'T9'], 'X')).toBe('T11');
});

test('undo goes back stroke by stroke, and a new change ends the way forth', () => {
  const edit = (history: ReturnType<typeof startHistory<number>>, next: number, place?: string) =>
    changeHistory(history, { type: 'edit', change: () => next, place });
  let history = edit(edit(edit(startHistory(0), 1, 'a'), 2, 'a'), 3, 'b');
  history = changeHistory(history, { type: 'undo' });
  expect(history.present).toBe(2);
  history = changeHistory(history, { type: 'undo' });
  expect(history.present).toBe(0);
  expect(changeHistory(history, { type: 'undo' })).toBe(history);
  history = changeHistory(changeHistory(history, { type: 'redo' }), { type: 'redo' });
  expect(history.present).toBe(3);
  history = edit(changeHistory(history, { type: 'undo' }), 9);
  expect(history.future).toEqual([]);
});
