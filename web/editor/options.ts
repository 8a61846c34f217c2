import { useMemo } from 'react';
import type { Bilingual } from '../../src/domain/bilingual.ts';
import { namesApart } from '../../src/domain/names-apart.ts';
import { presets } from '../../src/domain/presets.ts';
import {
  activityKinds,
  mergeScopes,
  type Problem,
  presetIds,
  priorityFlags,
  seatRoles,
  segments,
  staffKinds,
  stages,
} from '../../src/domain/problem.ts';
import type { Messages } from '../i18n/zh.ts';
import type { Choice } from './field.ts';

/** What can be chosen in fields: entries of the draft by their names, and words of the contract. */
export interface Options {
  classes: readonly Choice[];
  grades: readonly Choice[];
  staff: readonly Choice[];
  schoolStaff: readonly Choice[];
  rooms: readonly Choice[];
  activities: readonly Choice[];
  clubs: readonly Choice[];
  periods: readonly Choice[];
  leavePoints: readonly Choice[];
  /** Weekdays that have a period. */
  weekdays: readonly number[];
  days: readonly Choice[];
  segments: readonly Choice[];
  staffKinds: readonly Choice[];
  activityKinds: readonly Choice[];
  roles: readonly Choice[];
  flags: readonly Choice[];
  yesNo: readonly Choice[];
  stages: readonly Choice[];
  presets: readonly Choice[];
  scopes: readonly Choice[];
  weeks: readonly Choice[];
  enrol: readonly Choice[];
  forEach: readonly Choice[];
  roomNeeds: readonly Choice[];
}

const groupsInWorkbooks = { activity: '不分组', grade: '每年级', class: '每班' };
const roomNeedsInWorkbooks = { any: '任意场地', none: '不需要场地' };

const list = <T>(value: unknown): readonly T[] => (Array.isArray(value) ? value : []);

/** Made anew only when a list that is chosen from changes. */
export function useOptions(draft: Problem, t: Messages, lang: keyof Bilingual): Options {
  const { classes, staff, rooms, activities, periods, leavePoints } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the parts that it reads
  return useMemo(
    () => optionsOf(draft, t, lang),
    [classes, staff, rooms, activities, periods, leavePoints, t, lang],
  );
}

export function optionsOf(draft: Problem, t: Messages, lang: keyof Bilingual): Options {
  const named = (entries: readonly { id: string; name?: string | undefined }[]): Choice[] =>
    [...namesApart(entries)].map(([value, label]) => ({ value, label }));
  const { classes, rooms, leavePoints } = draft;
  const periods = list<Problem['periods'][number]>(draft.periods);
  const staff = list<Problem['staff'][number]>(draft.staff);
  const activities = list<Problem['activities'][number]>(draft.activities);
  const days = new Set(periods.map(({ weekday }) => weekday));
  return {
    ...wordsOf(t, lang),
    classes: named(list(classes)),
    rooms: named(list(rooms)),
    activities: named(activities),
    clubs: named(activities.filter(({ enrol }) => enrol === 'choice')),
    staff: named(staff),
    schoolStaff: named(staff.filter(({ kind }) => kind === 'teacher' || kind === 'leader')),
    periods: periods.map((p) => ({
      value: p.id,
      label: `${t.weekday[p.weekday] ?? p.weekday} ${p.start}–${p.end} ${t.segment[p.segment] ?? p.segment}`,
    })),
    leavePoints: list<Problem['leavePoints'][number]>(leavePoints).map(({ id, time }) => ({
      value: id,
      label: time,
    })),
    weekdays: [...days].filter((day) => day >= 1 && day <= 7).sort((x, y) => x - y),
  };
}

function wordsOf(t: Messages, lang: keyof Bilingual) {
  const of = <K extends string>(
    keys: readonly K[],
    words: Record<string, string>,
    inWorkbook: Record<string, string> = {},
  ): Choice[] =>
    keys.map((value) => ({
      value,
      label: words[value] ?? value,
      ...(inWorkbook[value] === undefined ? {} : { inWorkbook: inWorkbook[value] }),
    }));
  const e = t.editor;
  return {
    grades: [...'一二三四五六七八九'].map((digit, i) => ({
      value: i + 1,
      label: t.plan.gradeOf(i + 1),
      inWorkbook: `${digit}年级`,
    })),
    days: [1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t.weekday[value] as string })),
    segments: of(segments, t.segment),
    staffKinds: of(staffKinds, t.staffKind),
    activityKinds: of(activityKinds, t.sessionKind),
    roles: of(seatRoles, t.role),
    flags: of(priorityFlags, e.flags),
    yesNo: [
      { value: true, label: t.word.yes },
      { value: false, label: t.word.no },
    ],
    stages: of(stages, t.stage),
    presets: presetIds.map((value) => ({ value, label: presets[value].title[lang] })),
    scopes: of(mergeScopes, e.scopes),
    weeks: of(['odd', 'even'], e.weeks),
    enrol: of(['class', 'choice', 'none'], e.enrol),
    forEach: of(['activity', 'grade', 'class'], e.forEach, groupsInWorkbooks),
    roomNeeds: of(['any', 'none', 'some'], e.roomNeeds, roomNeedsInWorkbooks),
  };
}
