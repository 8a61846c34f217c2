import { mostPupils } from './attendance.ts';
import type { Bilingual } from './bilingual.ts';
import type { ProblemIndex } from './problem-index.ts';

const names: Record<string, Bilingual> = {
  periods: { zh: '时段', en: 'periods' },
  classes: { zh: '班级', en: 'classes' },
  pupils: { zh: '学生', en: 'pupils' },
  staff: { zh: '教职工', en: 'people' },
  rooms: { zh: '场地', en: 'rooms' },
};

/** Says what of a problem is empty, though there is nothing to plan without it; no fault. */
export function emptyPartsOf(index: ProblemIndex): Bilingual | undefined {
  const { periods, classes, staff, rooms } = index.problem;
  const lists = { periods, classes, staff, rooms };
  const counts: Record<string, number> = {};
  for (const [part, list] of Object.entries(lists)) counts[part] = list.length;
  if (periods.length > 0 && classes.length > 0) counts.pupils = mostPupils(index);
  return emptyParts(counts);
}

/** The same, where only the numbers of these are known. */
export function emptyParts(counts: Readonly<Record<string, number>>): Bilingual | undefined {
  const empty = Object.entries(names).flatMap(([part, name]) => (counts[part] === 0 ? [name] : []));
  if (empty.length === 0) return undefined;
  return {
    zh: `数据里没有${empty.map(({ zh }) => zh).join('、')}，补上才能排班`,
    en: `The data have no ${empty.map(({ en }) => en).join(', no ')}: a plan needs them`,
  };
}
