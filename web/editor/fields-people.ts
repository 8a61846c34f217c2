import type { Messages } from '../i18n/zh.ts';
import type { Field } from './field.ts';
import { field } from './fields-school.ts';
import type { Options } from './options.ts';

/** Fields of classes, pupils and staff. */

export function classFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('id', f.id, ['id'], { required: true, width: 100 }),
    field('name', f.name, ['name'], { width: 160 }),
    field('grade', f.grade, ['grade'], {
      kind: 'choice',
      options: o.grades,
      required: true,
      width: 100,
    }),
    field('homeRoomId', f.homeRoom, ['homeRoomId'], {
      kind: 'choice',
      options: o.rooms,
      required: true,
      width: 180,
    }),
    field('headTeacherId', f.headTeacher, ['headTeacherId'], {
      kind: 'choice',
      options: o.schoolStaff,
      width: 140,
    }),
  ];
}

/** How many of a class stay until when, where pupils are not listed one by one. */
export function classLeaveFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    weekday(f.weekday, o),
    field('leavePointId', f.leaveTime, ['leavePointId'], {
      kind: 'choice',
      options: o.leavePoints,
      required: true,
      width: 120,
    }),
    field('count', f.pupils, ['count'], { kind: 'number', required: true, width: 80 }),
  ];
}

export function classEarlyFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    weekday(f.weekday, o),
    field('count', f.pupils, ['count'], { kind: 'number', required: true, width: 80 }),
  ];
}

const weekday = (title: string, o: Options) =>
  field('weekday', title, ['weekday'], {
    kind: 'choice',
    options: o.days,
    required: true,
    width: 100,
  });

export function studentFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    field('id', f.pupilId, ['id'], { required: true, width: 120 }),
    field('classId', f.class, ['classId'], {
      kind: 'choice',
      options: o.classes,
      required: true,
      width: 120,
    }),
    ...o.weekdays.map((day) =>
      field(`leave-${day}`, `${t.weekday[day]}${f.leaveAt}`, ['leave', String(day)], {
        kind: 'choice',
        options: o.leavePoints,
        width: 100,
        placeholder: t.editor.notAttending,
      }),
    ),
    field('early', f.early, ['early'], { kind: 'choices', options: o.days, width: 120 }),
    field('choices', f.choices, ['choices'], {
      kind: 'choices',
      options: o.clubs,
      width: 260,
      hint: t.editor.choicesHint,
    }),
    field('maxClubs', f.maxClubs, ['maxClubs'], { kind: 'number', width: 90 }),
    field('priority', f.priority, ['priority'], {
      kind: 'choices',
      options: o.flags,
      width: 120,
    }),
    field('lostLastTime', f.lostLastTime, ['lostLastTime'], {
      kind: 'choice',
      options: o.yesNo,
      width: 100,
    }),
    field('mentorId', f.mentor, ['mentorId'], { kind: 'choice', options: o.staff, width: 120 }),
  ];
}

export function staffFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  const limit = (key: string, title: string, width = 90) =>
    field(key, title, ['limits', key], { kind: 'number', width });
  return [
    field('id', f.staffId, ['id'], { required: true, width: 90 }),
    field('name', f.personName, ['name'], { width: 130 }),
    field('kind', f.staffKind, ['kind'], {
      kind: 'choice',
      options: o.staffKinds,
      required: true,
      width: 110,
    }),
    field('qualifications', f.qualifications, ['qualifications'], { kind: 'words', width: 160 }),
    field('classIds', f.teaches, ['classIds'], {
      kind: 'choices',
      options: o.classes,
      width: 180,
    }),
    field('share', f.share, ['share'], {
      kind: 'number',
      width: 80,
      hint: t.editor.shareHint,
    }),
    field('carryOver', f.carryOver, ['carryOver'], { kind: 'number', width: 100 }),
    limit('sessionsPerDay', f.sessionsPerDay),
    limit('daysPerWeek', f.daysPerWeek),
    limit('latePerWeek', f.latePerWeek),
    limit('minutesPerWeek', f.minutesPerWeek),
    limit('clubs', f.clubs),
    field('rate', f.rate, ['rate'], { kind: 'number', width: 90 }),
    field('cleared', f.cleared, ['cleared'], {
      kind: 'choice',
      options: o.yesNo,
      width: 90,
      placeholder: t.word.yes,
      hint: t.editor.clearedHint,
    }),
    field('trained', f.trained, ['trained'], {
      kind: 'choice',
      options: o.yesNo,
      width: 90,
      placeholder: t.word.yes,
    }),
  ];
}

/** Times of a person or a room one by one, with their reasons. */
export function intervalFields(t: Messages, o: Options): Field[] {
  const f = t.editor.fields;
  return [
    weekday(f.weekday, o),
    field('start', f.start, ['start'], { kind: 'time', required: true, width: 90 }),
    field('end', f.end, ['end'], { kind: 'time', required: true, width: 90 }),
    field('reason', f.reason, ['reason'], { width: 200 }),
  ];
}
