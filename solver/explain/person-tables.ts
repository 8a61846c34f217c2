import type { Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { PersonView } from '../rules/plan-people.ts';
import type { PlanView } from '../rules/plan-view.ts';
import type { Match, Rule } from '../rules/rule.ts';
import type { SeatView, SessionView } from '../rules/session-view.ts';
import { fresh } from './fresh.ts';
import { weekWith, withSeat } from './seated.ts';

/** What a rule says of each who was asked, without the ids of the sessions that it was about. */
type Answers = Map<Staff | PersonView, readonly Match[]>;

/** A rule with its answers about one sort of seat. */
export interface Asked {
  readonly rule: Rule;
  readonly answers: Answers;
}

/**
 * What rules say of one person, asked once for all seats that are the same to the rule: hundreds of
 * posts are open at few times. A plan and all that steps make of it share the answers. A rule of
 * seats is asked about the seat alone, so that whoever sits in the session already is barred as
 * others are; a rule of weeks about the week of the person with the seat.
 */
export class PersonTables {
  private readonly view: PlanView;
  private readonly index: ProblemIndex;
  /** Weeks that steps have changed are asked about once or twice: nothing is kept of them. */
  private readonly kept: ReadonlySet<PersonView>;
  private readonly seatRules: readonly Rule[];
  private readonly weekRules: readonly Rule[];
  private readonly ofSorts = new Map<string, Answers>();
  private readonly ofWeeksNow: ReadonlyMap<Rule, Answers>;

  constructor(view: PlanView, index: ProblemIndex, rules: readonly Rule[]) {
    this.view = view;
    this.index = index;
    this.kept = new Set(view.people);
    this.seatRules = rules.filter(({ id }) => id in seatSorts);
    this.weekRules = rules.filter(({ id }) => id in weekSorts);
    this.ofWeeksNow = new Map(this.weekRules.map((rule) => [rule, new Map()]));
  }

  seatRulesFor(session: SessionView, place: number): Asked[] {
    return this.seatRules.map((rule) => this.asked(rule, [seatSorts[rule.id]?.(session, place)]));
  }

  /** For the same seat of all these sessions. */
  weekRulesFor(sessions: readonly SessionView[], place: number): Asked[] {
    return this.weekRules.map((rule) =>
      this.asked(
        rule,
        sessions.map((session) => weekSorts[rule.id]?.(session, place)),
      ),
    );
  }

  private asked(rule: Rule, sorts: readonly (string | undefined)[]): Asked {
    const key = [rule.id, ...sorts].join(' ');
    const answers: Answers = this.ofSorts.get(key) ?? new Map();
    this.ofSorts.set(key, answers);
    return { rule, answers };
  }

  /** What bars a person from the seat of one session, whatever else they do. */
  ofSeat(
    { rule, answers }: Asked,
    session: SessionView,
    place: number,
    staff: Staff,
  ): readonly Match[] {
    let found = answers.get(staff);
    if (found === undefined) {
      const alone = { ...session, seats: [session.seats[place] as SeatView] };
      const sessions = [withSeat(alone, 0, staff)];
      found = rule.reference({ ...this.view, sessions }, this.index);
      answers.set(staff, found);
    }
    if (found.length === 0) return found;
    return found.map((match) => ({ ...match, sessionIds: [session.id] }));
  }

  /** What the seat of these sessions breaks in a week of which neither they nor their activity is a part yet. */
  ofWeek(
    { rule, answers }: Asked,
    sessions: readonly SessionView[],
    place: number,
    person: PersonView,
  ): readonly Match[] {
    let found = answers.get(person);
    if (found === undefined) {
      const unnamed = sessions.map((session, i) => ({ ...session, id: `\0${i}` }));
      found = this.more(rule, person, weekWith(person, unnamed, place));
      if (this.kept.has(person)) answers.set(person, found);
    }
    return found.map((match) =>
      match.sessionIds === undefined
        ? match
        : { ...match, sessionIds: match.sessionIds.map((id) => nameOf(id, sessions)) },
    );
  }

  /** What a rule of weeks counts more in another week of the same person. */
  more(rule: Rule, person: PersonView, after: PersonView): readonly Match[] {
    const ask = (one: PersonView) => rule.reference({ ...this.view, people: [one] }, this.index);
    const known = this.ofWeeksNow.get(rule);
    return fresh(ask(after), () => {
      const before = known?.get(person) ?? ask(person);
      if (this.kept.has(person)) known?.set(person, before);
      return before;
    });
  }
}

function nameOf(id: string, sessions: readonly SessionView[]): string {
  return id.startsWith('\0') ? (sessions[Number(id.slice(1))]?.id ?? id) : id;
}

/** What makes a seat of one session the same to a rule as another. */
type Sort = (session: SessionView, place: number) => string;

const periodsOf: Sort = ({ periods }) => periods.map(({ id }) => JSON.stringify(id)).join();

const seatSorts: Readonly<Record<string, Sort>> = {
  staffQualified: ({ hosting, seats }, place) => {
    const { role, spec } = seats[place] ?? {};
    return JSON.stringify([hosting === 'care', role, spec?.qualification, spec?.kinds]);
  },
  staffAvailable: (session, place) => `${session.seats[place]?.role} ${periodsOf(session, place)}`,
};

const weekSorts: Readonly<Record<string, Sort>> = {
  staffClash: periodsOf,
  staffLimit: (session, place) => {
    const { activity, seats } = session;
    // One club more, whichever it is.
    const isClub = activity?.kind === 'club' && seats[place]?.role === 'lead';
    return `${periodsOf(session, place)} ${isClub}`;
  },
  nightRest: periodsOf,
};
