import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Session, Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { makePerson, type PersonView } from '../rules/plan-people.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { isOff, rules } from '../rules/registry.ts';
import type { Match, Rule } from '../rules/rule.ts';
import type { SeatView, SessionView } from '../rules/session-view.ts';
import { tellMatch } from './tell.ts';

/** A hard rule that a step would break, with one of its new matches told. */
export interface Bar {
  ruleId: string;
  sentence: Bilingual;
  match: Match;
}

/** The hard rules that read who sits where. */
const personRules = rulesOf([
  'staffQualified',
  'staffAvailable',
  'staffClash',
  'staffLimit',
  'nightRest',
  'outsiderAlone',
  'sameLead',
]);

/** The hard rules that read where and when a session is, whoever comes. */
const sessionRules = rulesOf(['segmentFit', 'dayEnd', 'roomFit', 'roomClash', 'spread']);

function rulesOf(ids: readonly string[]): Rule[] {
  return ids.flatMap((id) => rules.filter((rule) => rule.id === id));
}

/**
 * Asks the rules themselves what a step would break, on a view of the plan cut down to what the
 * step touches: one session, one person, one series. A person among hundreds takes microseconds.
 */
export class Bars {
  private readonly view: PlanView;
  private readonly index: ProblemIndex;
  private readonly people: ReadonlyMap<string, PersonView>;
  private readonly sessions: ReadonlyMap<string, Session>;
  private readonly personRules: readonly Rule[];
  private readonly sessionRules: readonly Rule[];

  constructor(view: PlanView, index: ProblemIndex) {
    this.view = view;
    this.index = index;
    this.people = new Map(view.people.map((person) => [person.staff.id, person]));
    this.sessions = new Map(view.sessions.map(({ id, session }) => [id, session]));
    const isOn = ({ id }: Rule) => !isOff(index.problem, id);
    this.personRules = personRules.filter(isOn);
    this.sessionRules = sessionRules.filter(isOn);
  }

  readonly sessionById = (id: string): Session | undefined => this.sessions.get(id);

  /** What would be broken with the person in the seat; nothing when they could just take it. */
  ofSeat(session: SessionView, place: number, staff: Staff): Bar[] {
    const before = this.ofPeople(session, this.personWith(staff, session, undefined));
    const seated = withSeat(session, place, staff);
    const after = this.ofPeople(seated, this.personWith(staff, session, seated));
    return this.added(this.personRules, before, after, seated);
  }

  /** The same when the person leaves another session for it. */
  ofSeatInstead(session: SessionView, place: number, staff: Staff, left: SessionView): Bar[] {
    const before = this.ofPeople(session, this.personWith(staff, session, undefined));
    const seated = withSeat(session, place, staff);
    const after = this.ofPeople(seated, this.personWith(staff, session, seated, left));
    return this.added(this.personRules, before, after, seated);
  }

  /** What a session that is not in the plan would break there, apart from people and pupils. */
  ofSession(session: SessionView): Bar[] {
    const sharing = this.view.sessions.filter(
      (other) => other.room === session.room && other.weekday === session.weekday,
    );
    const series = session.series;
    const before = this.cutDown(sharing, [], series === undefined ? [] : [series]);
    const grown =
      series === undefined
        ? []
        : [{ ...series, sessions: [...series.sessions, session].sort((a, b) => order(a, b)) }];
    // The newcomer is the one that finds the room full, whatever its id.
    const after = this.cutDown([...sharing, session], [], grown);
    return this.added(this.sessionRules, before, after, session);
  }

  private ofPeople(session: SessionView, person: PersonView): PlanView {
    const { series } = session;
    const changed =
      series === undefined
        ? []
        : [
            {
              ...series,
              sessions: series.sessions.map((other) => (other.id === session.id ? session : other)),
            },
          ];
    return this.cutDown([session], [person], changed);
  }

  private cutDown(
    sessions: readonly SessionView[],
    people: readonly PersonView[],
    series: PlanView['series'],
  ): PlanView {
    return { ...this.view, sessions, people, series };
  }

  private personWith(
    staff: Staff,
    old: SessionView,
    seated: SessionView | undefined,
    left?: SessionView,
  ): PersonView {
    const own = this.people.get(staff.id)?.seats ?? [];
    if (seated === undefined) return makePerson(staff, own);
    const others = own.filter(({ session }) => session !== left && session.id !== old.id);
    return makePerson(staff, [
      ...others,
      ...seated.seats.filter((seat) => seat.staff?.id === staff.id),
    ]);
  }

  private added(
    asked: readonly Rule[],
    before: PlanView,
    after: PlanView,
    session: SessionView,
  ): Bar[] {
    const byId = (id: string) => (id === session.id ? session.session : this.sessions.get(id));
    return asked.flatMap((rule) => {
      const known = new Map<string, number>();
      for (const match of rule.reference(before, this.index)) known.set(keyOf(match), match.cost);
      const fresh = rule
        .reference(after, this.index)
        .filter((match) => match.cost > (known.get(keyOf(match)) ?? 0));
      return fresh.map((match) => ({
        ruleId: rule.id,
        sentence: tellMatch(rule, match, this.index, byId),
        match,
      }));
    });
  }
}

/** What a match is about, without how much it costs and its figures. */
export function keyOf({ cost: _, count: __, detail, ...about }: Match): string {
  const codes = Object.entries(detail ?? {}).filter(([, value]) => typeof value === 'string');
  return JSON.stringify([about, codes]);
}

/** The session with another person in one of its seats, or nobody. */
function withSeat(session: SessionView, place: number, staff: Staff): SessionView {
  const seats: SeatView[] = [];
  const people: Staff[] = [];
  const copy: SessionView = { ...session, seats, people };
  session.seats.forEach((seat, i) => {
    const sits = i === place ? staff : seat.staff;
    seats.push({ ...seat, session: copy, staff: sits });
    if (sits !== undefined && !people.includes(sits)) people.push(sits);
  });
  return copy;
}

function order(a: SessionView, b: SessionView): number {
  return a.weekday - b.weekday || a.startMinute - b.startMinute;
}
