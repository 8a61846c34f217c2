import { DateTime } from 'luxon';
import { timezoneOf } from '../src/domain/calendar.ts';
import {
  type PortalSubjects,
  type PortalWeek,
  portalSubjects,
  portalWeek,
  type Subject,
} from '../src/domain/portal-week.ts';
import type { Plan, Problem } from '../src/domain/problem.ts';
import {
  currentPublication,
  type Database,
  loadPlan,
  loadProblem,
  type Publication,
} from '../src/store/index.ts';

interface Published {
  problem: Problem;
  plan: Plan;
}

/**
 * Weeks of published plans. What was published is kept in memory for a few schools, by the id of
 * the publication: it never changes, and a new publication has a new id. So a morning on which
 * everybody looks costs the database one small row a request.
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
  ): Promise<(PortalWeek & { publishedAt: Date }) | 'not-published' | 'no-subject'> {
    const publication = await currentPublication(this.db, school);
    const published = publication && (await this.load(publication));
    if (!publication || !published) return 'not-published';
    const { problem, plan } = published;
    const day = date ?? DateTime.now().setZone(timezoneOf(problem)).toISODate() ?? '';
    const week = portalWeek(problem, plan, subject, day);
    return week ? { ...week, publishedAt: publication.createdAt } : 'no-subject';
  }

  async subjects(
    school: string,
  ): Promise<(PortalSubjects & { publishedAt: Date }) | 'not-published'> {
    const publication = await currentPublication(this.db, school);
    const published = publication && (await this.load(publication));
    if (!publication || !published) return 'not-published';
    const { problem, plan } = published;
    return { ...portalSubjects(problem, plan), publishedAt: publication.createdAt };
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
