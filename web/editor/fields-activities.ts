import type { Messages } from '../i18n/zh.ts';
import { type Field, parts } from './field.ts';
import { field } from './fields-school.ts';
import type { Options } from './options.ts';
import { setAt } from './set-at.ts';

/** Fields of activities and pins. */

export function activityFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  const e = t.editor;
  const roomPart = (key: string, title: string, more: Partial<Field>) =>
    field(`room-${key}`, title, ['room', key], { formOnly: true, ...more });
  return [
    field('id', f.id, ['id'], { required: true, width: 90 }),
    field('name', f.name, ['name'], { width: 150 }),
    field('kind', f.kind, ['kind'], {
      kind: 'choice',
      options: o.activityKinds,
      required: true,
      width: 124,
    }),
    field('segments', f.segments, ['segments'], {
      kind: 'choices',
      options: o.segments,
      required: true,
      width: 130,
    }),
    field('enrol', f.enrol, ['enrol'], {
      kind: 'choice',
      options: o.enrol,
      required: true,
      width: 120,
    }),
    field('forEach', f.forEach, ['forEach'], {
      kind: 'choice',
      options: o.forEach,
      width: 120,
      placeholder: e.forEach.activity as string,
    }),
    sessionsField(t),
    field('span', f.span, ['span'], { kind: 'number', width: 90, placeholder: '1' }),
    field('grades', f.grades, ['grades'], { kind: 'choices', options: o.grades, width: 150 }),
    field('classIds', f.classes, ['classIds'], {
      kind: 'choices',
      options: o.classes,
      width: 150,
      formOnly: true,
    }),
    field('size-min', f.sizeMin, ['size', 'min'], { kind: 'number', width: 110 }),
    field('size-max', f.sizeMax, ['size', 'max'], { kind: 'number', width: 110 }),
    roomNeedField(t, o),
    roomPart('kinds', f.roomKinds, { kind: 'words' }),
    roomPart('features', f.features, { kind: 'words' }),
    roomPart('roomIds', f.roomIds, { kind: 'choices', options: o.rooms }),
    field('periodIds', f.periodIds, ['periodIds'], {
      kind: 'choices',
      options: o.periods,
      formOnly: true,
      hint: e.periodIdsHint,
    }),
    field('minDays', f.minDays, ['minDays'], { kind: 'number', width: 90, formOnly: true }),
    field('sameLead', f.sameLead, ['sameLead'], {
      kind: 'choice',
      options: o.yesNo,
      formOnly: true,
      hint: e.sameLeadHint,
    }),
    field('load', f.load, ['load'], { kind: 'number', formOnly: true, hint: e.loadHint }),
    field('active', f.active, ['active'], { kind: 'choice', options: o.yesNo, width: 80 }),
    field('outdoor', f.outdoor, ['outdoor'], { kind: 'choice', options: o.yesNo, width: 80 }),
    field('studentIds', f.roster, ['studentIds'], {
      kind: 'words',
      formOnly: true,
      hint: e.rosterHint,
    }),
  ];
}

/** A number a week, or once in every allowed period. */
function sessionsField(t: Messages): Field {
  const every = t.editor.everyPeriod;
  return {
    key: 'sessions',
    title: t.editor.fields.sessions,
    path: ['sessions'],
    kind: 'text',
    required: true,
    width: 110,
    hint: t.editor.sessionsHint,
    get(entry) {
      const sessions = (entry as { sessions?: { perWeek?: unknown; every?: unknown } }).sessions;
      return sessions?.every !== undefined ? every : sessions?.perWeek;
    },
    set(entry, value) {
      const text = String(value ?? '').trim();
      const isEvery = text === every || text.toLowerCase() === 'every';
      const n = Number(text);
      const perWeek = text !== '' && Number.isFinite(n) ? n : text;
      return setAt(entry, ['sessions'], isEvery ? { every: true } : { perWeek });
    },
  };
}

/** No `room` is any room, null is none, and an object says which. */
function roomNeedField(t: Messages, o: Options): Field {
  return {
    key: 'room',
    title: t.editor.fields.roomNeed,
    path: ['room'],
    kind: 'choice',
    options: o.roomNeeds,
    width: 120,
    hint: t.editor.roomNeedHint,
    get(entry) {
      const { room } = entry as { room?: unknown };
      if (room === undefined) return 'any';
      if (room === null) return 'none';
      return typeof room === 'object' ? 'some' : room;
    },
    set(entry, value) {
      const { room } = entry as { room?: unknown };
      if (value === undefined || value === 'any') return setAt(entry, ['room'], undefined);
      if (value === 'none') return setAt(entry, ['room'], null);
      if (value !== 'some') return setAt(entry, ['room'], value);
      return setAt(entry, ['room'], typeof room === 'object' && room !== null ? room : {});
    },
  };
}

export function seatFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('role', f.role, ['role'], {
      kind: 'choice',
      options: o.roles,
      required: true,
      width: 90,
    }),
    field('count', f.count, ['count'], { kind: 'number', width: 70, placeholder: '1' }),
    field('kinds', f.staffKind, ['kinds'], {
      kind: 'choices',
      options: o.staffKinds,
      width: 150,
      placeholder: t.editor.anyKind,
    }),
    field('qualification', f.qualification, ['qualification'], { width: 110 }),
  ];
}

export function enrolmentFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('classId', f.class, ['classId'], {
      kind: 'choice',
      options: o.classes,
      required: true,
      width: 150,
    }),
    field('count', f.pupils, ['count'], { kind: 'number', required: true, width: 80 }),
  ];
}

export function pinFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('activityId', f.activity, ['activityId'], {
      kind: 'choice',
      options: o.activities,
      width: 150,
    }),
    field('forKey', f.forKey, ['forKey'], { width: 110, hint: t.editor.forKeyHint }),
    field('index', f.index, ['index'], {
      kind: 'number',
      width: 130,
      placeholder: '0',
      hint: t.editor.indexHint,
    }),
    field('periodId', f.period, ['periodId'], {
      kind: 'choice',
      options: o.periods,
      width: 200,
    }),
    field('care-class', f.careClass, ['care', 'classId'], {
      kind: 'choice',
      options: o.classes,
      width: 130,
    }),
    field('care-period', f.carePeriod, ['care', 'periodId'], {
      kind: 'choice',
      options: o.periods,
      width: 200,
    }),
    field('roomId', f.room, ['roomId'], { kind: 'choice', options: o.rooms, width: 150 }),
    {
      ...field('lead', f.seats, ['seats'], { kind: 'text', width: 160 }),
      get(entry) {
        const { seats } = entry as { seats?: { role: string; staffId: string }[] };
        const told = seats?.map(({ role, staffId }) => {
          const name = o.staff.find(({ value }) => value === staffId)?.label ?? staffId;
          return `${t.role[role as 'lead'] ?? role} ${name}`;
        });
        return told && t.word.list(told);
      },
      set: (entry, value) =>
        setAt(
          entry,
          ['seats'],
          value === undefined ? undefined : parts(String(value)).map((part) => seatOf(part, o)),
        ),
    },
  ];
}

/** A seat of "负责 王芳" or, as in workbooks, "负责:王芳"; what is unknown stays, and is told. */
function seatOf(text: string, { roles, staff }: Options): { role: unknown; staffId: unknown } {
  const [, word = '', name = ''] = /^([^\s:：]+)[\s:：]+(.+)$/.exec(text) ?? [];
  const named = (options: Options['staff'], said: string) =>
    options.find(({ value, label }) => label === said || value === said)?.value;
  const role = named(roles, word);
  const who = role === undefined ? text : name;
  return { role: role ?? 'lead', staffId: named(staff, who) ?? who };
}

export function pinSeatFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('role', f.role, ['role'], {
      kind: 'choice',
      options: o.roles,
      required: true,
      width: 100,
    }),
    field('staffId', f.personName, ['staffId'], {
      kind: 'choice',
      options: o.staff,
      required: true,
      width: 160,
    }),
  ];
}

export function holidayFields(t: Messages): Field[] {
  const f = t.editor.fields;
  return [
    field('from', f.from, ['from'], { required: true, width: 130 }),
    field('to', f.to, ['to'], { required: true, width: 130 }),
    field('name', f.name, ['name'], { width: 160 }),
  ];
}

export function makeUpFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('date', f.date, ['date'], { required: true, width: 140 }),
    field('runsWeekday', f.runsWeekday, ['runsWeekday'], {
      kind: 'choice',
      options: o.days,
      required: true,
      width: 140,
    }),
  ];
}
