import {
  knows,
  may,
  type Principal,
  type Schools,
  schoolsWith,
  type Verb,
} from '../../src/auth/rights.ts';
import type { FaultCode } from '../../src/domain/faults.ts';
import { type Database, existingSchools, schoolKey } from '../../src/store/index.ts';
import { ApiError, type Named, notThere } from '../problem-details.ts';
import type { AccessRule } from './table.ts';

/** What one request may touch; the handler of a `listed` or `asked` route has to ask it. */
export class Access {
  readonly principal: Principal;
  /** The schools that the request is about, for the audit log. */
  about: readonly string[] | null = null;
  /** What the audit log calls the person or key that it is about: an id tells nothing later. */
  aboutName: string | undefined;
  /** Who the audit log names; at an open route somebody only when the handler found out. */
  actor: Pick<Principal, 'kind' | 'id' | 'name'> | undefined;
  /** Whether the handler asked. */
  hasAsked = false;
  private readonly rule: AccessRule;

  constructor(principal: Principal, rule: AccessRule) {
    this.principal = principal;
    this.rule = rule;
    this.actor = principal.id === '' ? undefined : principal;
  }

  /** The sender's name as it is written beside what they did; of what is no person, with its kind. */
  get doer(): string {
    const { kind, name } = this.principal;
    return kind === 'user' ? name : `${kind}: ${name}`;
  }

  /** The schools for which the sender has the route's verb. */
  schools(): Schools {
    this.hasAsked = true;
    return schoolsWith(this.principal, this.verb);
  }

  /** As `schools`, of one school alone when the query names one; 404 when it is not among them. */
  async schoolsOr(db: Database, only: string | undefined): Promise<Schools> {
    if (only === undefined) return this.schools();
    await this.requireSchools(db, [{ id: only, path: ['schoolId'] }]);
    return [schoolKey(only)];
  }

  /**
   * Refuses unless the sender has the route's verb for each of these schools. Of schools that
   * they have nothing to do with they are not told that they exist: `notFound`.
   */
  require(schools: Schools, notFound: FaultCode = 'school-not-found', verb = this.verb): void {
    this.hasAsked = true;
    const known = schools === 'every' ? schools : schools.map(schoolKey);
    if (schools !== 'every') this.about = known as readonly string[];
    if (may(this.principal, verb, known)) return;
    if (known !== 'every' && !knows(this.principal, known)) throw new ApiError(notFound);
    throw forbidden(verb);
  }

  /**
   * As `require`, for things that the body or the query names, each with the school in which it
   * lies. What is not there and what they have nothing to do with are told alike: 404, with the
   * place and the value of each.
   */
  requireNamed(notFound: FaultCode, things: readonly NamedIn[]): void {
    this.hasAsked = true;
    if (things.length === 0) return;
    const schools = things.flatMap(({ school }) => (school === undefined ? [] : [school]));
    this.about = [...new Set(schools)];
    const hidden = things.filter(
      ({ school }) => school === undefined || !knows(this.principal, [school]),
    );
    if (hidden.length > 0) throw notThere(notFound, hidden);
    this.require(this.about, notFound);
  }

  /** As `requireNamed`, for schools. */
  async requireSchools(db: Database, named: readonly Named[]): Promise<void> {
    const existing = await existingSchools(
      db,
      named.map(({ id }) => id),
    );
    const places = named.map(({ id, path }) => {
      const school = schoolKey(id);
      return { id, path, school: existing.has(school) ? school : undefined };
    });
    this.requireNamed('school-not-found', places);
  }

  may(verb: Verb, school: string): boolean {
    return may(this.principal, verb, [school]);
  }

  private get verb(): Verb {
    if (!this.rule.verb) throw new Error('this route asks for no verb');
    return this.rule.verb;
  }
}

/** The school in which a thing lies that a request names; `undefined`: there is no such thing. */
export interface NamedIn extends Named {
  school: string | undefined;
}

export function forbidden(verb: Verb): ApiError {
  return new ApiError('forbidden', `This needs the right "${verb}", which you do not have here.`);
}
