import type { Problem } from '../../src/domain/problem.ts';
import type { Messages } from '../i18n/zh.ts';
import type { Fault } from '../remote/types.ts';
import { fieldOfFault, stepsOf } from './fault-places.ts';
import type { Options } from './options.ts';
import { fieldsOfList, isList } from './part-fields.ts';
import { partOfPath } from './parts.ts';

/** Where a fault is, as the editor names its parts, rows and columns: "场地 · 第 1 行 一年级1班教室 · 座位". */
export function faultPlaceText(fault: Fault, draft: Problem, t: Messages, options: Options) {
  const [first, index, ...rest] = stepsOf(fault.path);
  const words: string[] = [t.problems.partNames[partOfPath(first)]];
  if (isList(first)) {
    if (first === 'leavePoints') words[0] = t.problems.partNames.leavePoints;
    if (typeof index === 'number') {
      const list = draft[first] as readonly { id?: string; name?: string }[] | undefined;
      const { id, name } = list?.[index] ?? {};
      words.push([t.editor.rowNumber(index + 1), name || id].filter(Boolean).join(' '));
    }
    const field = fieldOfFault(fieldsOfList(first, t, options), rest);
    if (field) words.push(field.title.trim());
  }
  return words.join(' · ');
}
