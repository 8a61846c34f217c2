import type { Messages } from '../i18n/zh.ts';
import type { Field } from './field.ts';
import { field } from './fields-school.ts';
import type { Options } from './options.ts';

/** A field for each parameter, by its path in the problem. */
export function paramFields(t: Messages, o: Options): Field[] {
  const p = t.editor.param;
  const f = t.editor.fields;
  const param = (title: string, path: string[], more: Partial<Field> = {}) =>
    field(path.join('.'), title, ['rules', 'params', ...path], { kind: 'number', ...more });
  const pupilSegments = o.segments.filter(({ value }) => value !== 'duty');
  return [
    param(p.latestPrimary, ['latestEnd', 'primary'], { kind: 'time' }),
    param(p.latestJunior, ['latestEnd', 'junior'], { kind: 'time' }),
    param(p.earliestStart, ['earliestStart'], { kind: 'time' }),
    param(p.lateFrom, ['lateFrom'], { kind: 'time' }),
    param(p.careKinds, ['care', 'kinds'], { kind: 'choices', options: o.staffKinds }),
    param(p.maxGroup, ['care', 'maxGroup']),
    param(p.pupilsPerAdult, ['care', 'pupilsPerAdult']),
    ...pupilSegments.map(({ value, label }) =>
      param(`${p.mergeWithin} · ${label}`, ['care', 'mergeWithin', String(value)], {
        kind: 'choice',
        options: o.scopes,
      }),
    ),
    param(p.afterLesson, ['rest', 'afterLesson']),
    param(p.dutyMinutes, ['rest', 'dutyMinutes']),
    param(p.lateStart, ['rest', 'lateStart']),
    param(f.sessionsPerDay, ['staff', 'sessionsPerDay']),
    param(f.daysPerWeek, ['staff', 'daysPerWeek']),
    param(f.latePerWeek, ['staff', 'latePerWeek']),
    param(f.minutesPerWeek, ['staff', 'minutesPerWeek']),
    param(f.clubs, ['staff', 'clubs']),
    ...o.segments.map(({ value, label }) =>
      param(`${p.loadFactor} · ${label}`, ['loadFactor', String(value)]),
    ),
    param(p.outsiderNeedsPartner, ['outsiderNeedsPartner'], {
      kind: 'choice',
      options: o.yesNo,
    }),
    param(p.learningPerDay, ['learningPerDay']),
    param(f.maxClubs, ['maxClubs']),
    param(p.budget, ['budget']),
  ];
}
