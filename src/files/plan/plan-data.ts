import { schoolDays, timezoneOf } from '../../domain/calendar.ts';
import { schoolName } from '../../domain/naming.ts';
import type { Period, Plan, Problem, Term } from '../../domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../domain/problem-index.ts';
import { type HeldPlan, spansWithin } from '../../domain/validity.ts';
import type { DatedPlan } from '../../domain/views/monthly-duty.ts';
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
  /** From when to when this plan holds; none where it was not published. */
  spans: readonly Dates[];
  /** What runs on the dates of the term, in order of time. */
  dated: DatedPlan[];
}

type Dates = Pick<HeldPlan, 'from' | 'to'>;

/** A plan that was published, among what else was. */
export interface PublishedFor {
  /** From when to when it holds. */
  spans: readonly Dates[];
  /** What holds on the dates of its term, it among them, in order of time. */
  held: readonly HeldPlan[];
}

export function planData(plan: Plan, problem: Problem, published?: PublishedFor): PlanData {
  const index = indexProblem(problem);
  return {
    plan,
    problem,
    index,
    spans: published?.spans ?? [],
    dated: published
      ? datedPlans(published.held, problem.term)
      : [{ plan, index, days: schoolDays(problem) }],
    views: weekViews(plan, index),
    weekdays: weekdaysOf(index),
    timezone: timezoneOf(problem),
    school: schoolName(problem.school).replace(/[\p{Cc}\p{Cs}\ufffe\uffff]+/gu, ' '),
  };
}

/** Each date of the term by what holds on it, with its own data and calendar. */
function datedPlans(held: readonly HeldPlan[], term: Problem['term']): DatedPlan[] {
  if (term === undefined) return [];
  return held.map(({ from, to, held: { plan, problem } }) => ({
    plan,
    index: indexProblem(problem),
    days: within({ from, to }, term).flatMap((span) =>
      schoolDays(problem).filter(({ date }) => spansWithin([span], date, date).length > 0),
    ),
  }));
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
export function classesText({ classes }: Pick<WeekEntry, 'classes'>): string {
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

/** From when to when the plan holds, in brackets: the term, or those of its dates for which it was published. */
export function termText({ problem: { term }, spans }: PlanData): string {
  const own = term === undefined ? spans : spans.flatMap((span) => within(span, term));
  const told = own.length === 0 && term !== undefined ? [{ from: term.start, to: term.end }] : own;
  const texts = told.map(({ from, to }) =>
    to === null ? `${dateText(from)}起` : `${dateText(from)}至${dateText(to)}`,
  );
  return texts.length === 0 ? '' : `（${texts.join('、')}）`;
}

function within({ from, to }: Dates, { start, end }: Term): Dates[] {
  const last = to === null || to > end ? end : to;
  const first = from < start ? start : from;
  return first <= last ? [{ from: first, to: last }] : [];
}

export function dayHeads(weekdays: readonly number[]): string[] {
  return weekdays.map(weekdayName);
}
