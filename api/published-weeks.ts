import { daysAfter, mondayOf } from '../src/domain/calendar.ts';
import { type Subject, subjectName } from '../src/domain/portal-week.ts';
import type { Plan, Problem } from '../src/domain/problem.ts';
import {
  type PublishedSubjects,
  type PublishedWeek,
  publishedSubjects,
  publishedWeek,
} from '../src/domain/published-week.ts';
import {
  fromNowOn,
  type HeldPlan,
  type Span,
  spansOf,
  spansWithin,
  todayAt,
} from '../src/domain/validity.ts';
import {
  type Database,
  everyPublication,
  loadPlan,
  loadPlanText,
  loadProblem,
  loadProblemText,
  type Publication,
} from '../src/store/index.ts';
import type { HeldTexts } from './heavy/tasks.ts';

interface Published {
  problem: Problem;
  plan: Plan;
}

/** The texts of publications, for threads that open them; without those deleted meanwhile. */
export async function textsOf(
  db: Database,
  spans: readonly Span<Publication>[],
): Promise<HeldTexts[]> {
  const texts: HeldTexts[] = [];
  // What is told of several times is loaded once, and goes to the thread once.
  const known = new Map<string, Uint8Array | undefined>();
  const once = async (id: string, load: typeof loadPlanText) => {
    if (!known.has(id)) known.set(id, await load(db, id));
    return known.get(id);
  };
  for (const { from, to, held } of spans) {
    const problem = await once(held.problemId, loadProblemText);
    const plan = await once(held.planId, loadPlanText);
    if (problem && plan) texts.push({ from, to, problem, plan });
  }
  return texts;
}

/**
 * Weeks of published plans, each day by the plan that holds on it. What was published is kept in
 * memory for a few schools, by the id of the publication: it never changes, and a new publication
 * has a new id. Which of them holds is asked anew each time, so a morning on which everybody looks
 * costs the database a few small rows a request, and midnight needs no care.
 */
export class PublishedWeeks {
  private readonly db: Database;
  private readonly kept = new Map<string, Promise<Published | undefined>>();
  private static readonly KEPT = 20;

  constructor(db: Database) {
    this.db = db;
  }

  async find(
    school: string,
    subject: Subject,
    date: string | undefined,
  ): Promise<(PublishedWeek & { publishedAt: Date }) | 'not-published' | 'no-subject'> {
    const publications = await everyPublication(this.db, school);
    const coming = await this.open(fromNowOn(publications));
    const [now] = coming;
    if (!now) return 'not-published';
    const monday = mondayOf(date ?? todayAt(now.held.problem, new Date()));
    const spans = spansWithin(spansOf(publications), monday, daysAfter(monday, 6));
    const before = await this.open(spans.filter(({ from }) => from < now.from));
    const week = publishedWeek([...before, ...coming], subject, monday);
    if (!week) return 'no-subject';
    // A week before all of them has what is to come first.
    const shown = spans.length > 0 ? spans : fromNowOn(publications).slice(0, 1);
    const times = shown.map(({ held }) => held.createdAt.getTime());
    return { ...week, publishedAt: new Date(Math.max(...times)) };
  }

  async subjects(
    school: string,
  ): Promise<(PublishedSubjects & { publishedAt: Date }) | 'not-published'> {
    const coming = fromNowOn(await everyPublication(this.db, school));
    const subjects = publishedSubjects(await this.open(coming));
    const [now] = coming;
    return now && subjects ? { ...subjects, publishedAt: now.held.createdAt } : 'not-published';
  }

  /**
   * What the newest publications that know them call classes and people, whoever has left since
   * among them; null for whom none knows. Pupils go by their numbers.
   */
  async names(school: string, subjects: readonly Subject[]): Promise<(string | null)[]> {
    const names = subjects.map(({ kind, id }) => (kind === 'pupil' ? id : null));
    const publications = names.includes(null) ? await everyPublication(this.db, school) : [];
    for (const held of publications.slice(0, PublishedWeeks.KEPT)) {
      if (!names.includes(null)) break;
      const opened = await this.load(held);
      for (const [i, subject] of subjects.entries())
        names[i] ??= (opened && subjectName(opened.problem, subject)) ?? null;
    }
    return names;
  }

  /** What a calendar of the term is made of: what holds in it, or in those to come. */
  async ofTerm(newestFirst: readonly Publication[]): Promise<Span<Publication>[] | 'no-term'> {
    const coming = await this.open(fromNowOn(newestFirst));
    const terms = coming.flatMap(({ held: { problem } }) => problem.term ?? []);
    const [first] = terms;
    if (!first) return 'no-term';
    const end = terms.reduce((last, term) => (term.end > last ? term.end : last), first.end);
    return spansWithin(spansOf(newestFirst), first.start, end);
  }

  /** The plans of publications with their data; without those that were deleted meanwhile. */
  private async open(spans: readonly Span<Publication>[]): Promise<HeldPlan[]> {
    const opened = await Promise.all(
      spans.map(async (span) => {
        const held = await this.load(span.held);
        return held && { ...span, held };
      }),
    );
    return opened.filter((one) => one !== undefined);
  }

  private async load({ id, planId, problemId }: Publication): Promise<Published | undefined> {
    let found = this.kept.get(id);
    this.kept.delete(id);
    if (!found) {
      found = Promise.all([loadProblem(this.db, problemId), loadPlan(this.db, planId)]).then(
        ([problem, plan]) => problem && plan && { problem, plan },
      );
      // A failed load is not kept, or it would fail for ever.
      found.catch(() => this.kept.delete(id));
    }
    // The one used last stands last; the first goes.
    this.kept.set(id, found);
    const [oldest] = this.kept.keys();
    if (this.kept.size > PublishedWeeks.KEPT && oldest) this.kept.delete(oldest);
    return await found;
  }
}
