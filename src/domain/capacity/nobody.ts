import type { Bilingual } from '../bilingual.ts';
import {
  activityName,
  kindsName,
  listOf,
  roleNames,
  staffKindNames,
  staffName,
} from '../naming.ts';
import type { Activity, SeatSpec, Staff } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isBarred } from '../staff.ts';
import { lackingPapers } from './papers.ts';
import { fitsSort } from './people.ts';

/** Seats of an activity that nobody of the school may take, whatever the plan. */
export interface SeatForNobody {
  activityId: string;
  sentence: Bilingual;
}

/**
 * Most often a qualification that is written in one way at the activity and in another at the
 * people. A club of such a seat cannot open, and no check of people against posts tells of it: an
 * activity that need not take place is no post that stays open.
 */
export function seatsForNobody(index: ProblemIndex): SeatForNobody[] {
  const { problem } = index;
  if (problem.rules?.off?.includes('staffQualified')) return [];
  return problem.activities.flatMap((activity) => {
    const told = activity.seats
      .filter(({ count = 1 }) => count > 0)
      .filter((seat) => !problem.staff.some((one) => !isBarred(one) && fitsSort(one, seat)))
      .map((seat) => sentenceOf(activity, seat, index));
    if (told.length === 0) return [];
    const all = (language: keyof Bilingual) => new Set(told.map((one) => one[language]));
    const sentence = { zh: [...all('zh')].join('；'), en: [...all('en')].join('; ') };
    return [{ activityId: activity.id, sentence }];
  });
}

function sentenceOf(activity: Activity, seat: SeatSpec, index: ProblemIndex): Bilingual {
  const what = activityName(index, activity.id);
  const role = roleNames[seat.role];
  const why = whyNobody(seat, index);
  return {
    zh: `${what}的${role.zh}岗没有人能上：${why.zh}`,
    en: `Nobody may take the ${role.en} seat of ${what}: ${why.en}`,
  };
}

/** What is missing: papers of whoever has all the seat asks for, else the kind, else the qualification. */
function whyNobody(seat: SeatSpec, index: ProblemIndex): Bilingual {
  const { staff } = index.problem;
  const { qualification, kinds } = seat;
  const fitting = staff.filter((one) => fitsSort(one, seat));
  if (fitting.length > 0) {
    const who = listOf(
      fitting.map((one) => withNote(one, lackingPapers(one), index)),
      'people',
    );
    return {
      zh: `${onlyThese(seat)}${who.zh}，还不能上岗`,
      en: `only ${who.en} would fit, and ${fitting.length === 1 ? 'is' : 'are'} barred`,
    };
  }
  if (qualification === undefined && kinds === undefined)
    return { zh: '还没有人员', en: 'there is nobody' };
  if (kinds?.length === 0)
    return { zh: '没有写允许哪类人员', en: 'it names no kind of people that may' };
  const kindWords = kindsName(kinds ?? []);
  if (qualification === undefined)
    return {
      zh: `没有“${kindWords.zh}”类人员`,
      en: `there is nobody of the kind ${kindWords.en}`,
    };
  const holders = staff.filter((one) => one.qualifications?.includes(qualification));
  if (holders.length > 0) {
    const who = listOf(
      holders.map((one) => withNote(one, staffKindNames[one.kind], index)),
      'people',
    );
    return {
      zh: `有资质“${qualification}”的只有${who.zh}，不是要求的类别（${kindWords.zh}）`,
      en: `only ${who.en} ${holders.length === 1 ? 'has' : 'have'} the qualification “${qualification}”, and not the kind it asks for (${kindWords.en})`,
    };
  }
  const meant = nearestQualification(qualification, staff);
  return {
    zh: `没有人有资质“${qualification}”${meant === undefined ? '' : `（是不是“${meant}”？）`}`,
    en: `nobody has the qualification “${qualification}”${meant === undefined ? '' : ` (is “${meant}” meant?)`}`,
  };
}

/** How the sentence begins that names everybody with what the seat asks for. */
function onlyThese({ qualification, kinds }: SeatSpec): string {
  if (kinds === undefined) return qualification === undefined ? '全校只有' : '有资质的只有';
  return qualification === undefined ? '这类人员只有' : '符合要求的只有';
}

function withNote(person: Staff, note: Bilingual, index: ProblemIndex): Bilingual {
  const name = staffName(index, person.id);
  return { zh: `${name}（${note.zh}）`, en: `${name} (${note.en})` };
}

function nearestQualification(wanted: string, staff: readonly Staff[]): string | undefined {
  return staff
    .flatMap(({ qualifications }) => qualifications ?? [])
    .find((one) => one.includes(wanted) || wanted.includes(one));
}
