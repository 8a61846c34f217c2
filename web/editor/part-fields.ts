import type { IdList } from '../../src/domain/checks/lookup.ts';
import type { Messages } from '../i18n/zh.ts';
import type { Field } from './field.ts';
import { activityFields, pinFields } from './fields-activities.ts';
import { classFields, staffFields, studentFields } from './fields-people.ts';
import { leavePointFields, periodFields, roomFields } from './fields-school.ts';
import type { Options } from './options.ts';

/** Lists that are edited as tables. */
export type ListName = IdList | 'pins';

/** The columns of every list of a problem. */
export function fieldsOfList(list: ListName, t: Messages, options: Options): readonly Field[] {
  return makers[list](t, options);
}

const makers: Record<ListName, (t: Messages, options: Options) => readonly Field[]> = {
  periods: periodFields,
  leavePoints: leavePointFields,
  classes: classFields,
  students: studentFields,
  staff: staffFields,
  rooms: roomFields,
  activities: activityFields,
  pins: pinFields,
};

export function isList(name: unknown): name is ListName {
  return typeof name === 'string' && Object.hasOwn(makers, name);
}
