import { timezoneOf } from '../../domain/calendar.ts';
import type { Period, Plan, Problem } from '../../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../domain/problem-index.ts';
import {
  type WeekEntry,
  type WeekViews,
  weekdaysOf,
  weekViews,
} from '../../domain/views/week-views.ts';
import { weekdayName } from '../../domain/views/words.ts';

/** What the makers of files share. */
export interface PlanData {
  plan: Plan;
  problem: Problem;
  index: ProblemIndex;
  views: WeekViews;
  weekdays: number[];
  timezone: string;
  /** Without what no file can hold: one such character in a title would break a whole document. */
  school: string;
}

export function planData(plan: Plan, problem: Problem): PlanData {
  const index = indexProblem(problem);
  return {
    plan,
    problem,
    index,
    views: weekViews(plan, index),
    weekdays: weekdaysOf(index),
    timezone: timezoneOf(problem),
    school: (problem.school.name || problem.school.id).replace(
      /[\p{Cc}\p{Cs}\ufffe\uffff]+/gu,
      ' ',
    ),
  };
}

/** Who is there: names, and how many posts are open. */
export function peopleText({ people, openSeats }: WeekEntry): string {
  const open = openSeats === 0 ? [] : [openSeats === 1 ? '空缺' : `空缺${openSeats}人`];
  return [...people, ...open].join('、');
}

export function titleText({ title, weeks }: WeekEntry): string {
  return title + weeksText(weeks);
}

/** Said of what is not held every week. */
export function weeksText(weeks: Period['weeks']): string {
  return weeks === undefined ? '' : `（${weeks === 'odd' ? '单周' : '双周'}）`;
}

/** Where it is, and where it goes when it rains. */
export function placeText({ room, rainRoom }: WeekEntry): string {
  return (room ?? '') + (rainRoom === undefined ? '' : `（${rainText(rainRoom)}）`);
}

export function rainText(room: string): string {
  return `雨天：${room}`;
}

/** Classes of a group; many are told by their number. */
export function classesText({ classes }: WeekEntry): string {
  return classes.length > 4
    ? `${classes.slice(0, 3).join('、')}等${classes.length}班`
    : classes.join('、');
}

/** One session in two lines for a person or a room: when and what, then where and for whom. */
export function entryLines(entry: WeekEntry, leaveOut: 'people' | 'room' | 'classes'): string[] {
  const parts = [
    leaveOut === 'room' ? '' : placeText(entry),
    leaveOut === 'people' ? '' : peopleText(entry),
    leaveOut === 'classes' || entry.kind === 'duty' ? '' : classesText(entry),
    (entry.clubs ?? []).join('、'),
  ];
  const detail = parts.filter((part) => part !== '').join(' · ');
  const first = `${entry.start}-${entry.end} ${titleText(entry)}`;
  return detail === '' ? [first] : [first, detail];
}

/** "2025年9月1日" of an ISO date. */
export function dateText(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** From when to when the plan holds, in brackets; nothing without a term. */
export function termText({ problem: { term } }: PlanData): string {
  return term === undefined ? '' : `（${dateText(term.start)}至${dateText(term.end)}）`;
}

export function dayHeads(weekdays: readonly number[]): string[] {
  return weekdays.map(weekdayName);
}
