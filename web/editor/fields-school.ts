import type { Messages } from '../i18n/zh.ts';
import type { Field } from './field.ts';
import type { Options } from './options.ts';

/** Fields of periods, leave points, rooms and the school itself. */

export function schoolFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('name', f.schoolName, ['school', 'name'], { required: true, width: 240 }),
    field('id', f.schoolId, ['school', 'id'], { required: true, hint: t.editor.schoolIdHint }),
    field('stage', f.stage, ['school', 'stage'], {
      kind: 'choice',
      options: o.stages,
      required: true,
    }),
    field('timezone', f.timezone, ['school', 'timezone'], { placeholder: 'Asia/Shanghai' }),
    field('preset', f.preset, ['preset'], {
      kind: 'choice',
      options: o.presets,
      hint: t.editor.presetHint,
    }),
  ];
}

export function periodFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('id', f.id, ['id'], { required: true, width: 130 }),
    field('weekday', f.weekday, ['weekday'], {
      kind: 'choice',
      options: o.days,
      required: true,
      width: 90,
    }),
    field('segment', f.segment, ['segment'], {
      kind: 'choice',
      options: o.segments,
      required: true,
      width: 130,
    }),
    field('start', f.start, ['start'], { kind: 'time', required: true, width: 90 }),
    field('end', f.end, ['end'], { kind: 'time', required: true, width: 90 }),
    field('weeks', f.weeks, ['weeks'], {
      kind: 'choice',
      options: o.weeks,
      placeholder: t.editor.everyWeek,
      width: 110,
    }),
  ];
}

export function leavePointFields(t: Messages): Field[] {
  const f = t.editor.fields;
  return [
    field('id', f.id, ['id'], { required: true, width: 120 }),
    field('time', f.leaveTime, ['time'], { kind: 'time', required: true, width: 120 }),
  ];
}

export function roomFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('id', f.id, ['id'], { required: true, width: 90 }),
    field('name', f.name, ['name'], { width: 170 }),
    field('kind', f.roomKind, ['kind'], { required: true, width: 110 }),
    field('seats', f.roomSeats, ['seats'], { kind: 'number', required: true, width: 80 }),
    field('groups', f.groups, ['groups'], {
      kind: 'number',
      width: 90,
      placeholder: '1',
      hint: t.editor.groupsHint,
    }),
    field('features', f.features, ['features'], { kind: 'words', width: 140 }),
    field('building', f.building, ['building'], { width: 110 }),
    field('floor', f.floor, ['floor'], { kind: 'number', width: 70 }),
    field('fallbackRoomId', f.fallback, ['fallbackRoomId'], {
      kind: 'choice',
      options: o.rooms,
      width: 150,
      hint: t.editor.fallbackHint,
    }),
  ];
}

/** A field of text unless it says otherwise. */
export function field(
  key: string,
  title: string,
  path: Field['path'],
  more: Partial<Field> = {},
): Field {
  return { key, title, path, kind: 'text', ...more };
}
