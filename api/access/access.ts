import {
  knows,
  may,
  type Principal,
  type Schools,
  schoolsWith,
  type Verb,
} from '../../src/auth/rights.ts';
import type { FaultCode } from '../../src/domain/faults.ts';
import { schoolKey } from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';
import type { AccessRule } from './table.ts';

/** What one request may touch; the handler of a `listed` or `asked` route has to ask it. */
export class Access {
  readonly principal: Principal;
  /** The schools that the request is about, for the audit log. */
  about: readonly string[] | null = null;
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

  /** The schools for which the sender has the route's verb. */
  schools(): Schools {
    this.hasAsked = true;
    return schoolsWith(this.principal, this.verb);
  }

  /** As `schools`, of one school alone when the query names one; 404 when it is not among them. */
  schoolsOr(only: string | undefined): Schools {
    if (only === undefined) return this.schools();
    this.require([only]);
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

  may(verb: Verb, school: string): boolean {
    return may(this.principal, verb, [school]);
  }

  private get verb(): Verb {
    if (!this.rule.verb) throw new Error('this route asks for no verb');
    return this.rule.verb;
  }
}

export function forbidden(verb: Verb): ApiError {
  return new ApiError('forbidden', `This needs the right "${verb}", which you do not have here.`);
}
