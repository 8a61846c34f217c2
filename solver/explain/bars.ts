import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Pin, Session, Staff } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { pinnedSession } from '../rules/pinned.ts';
import { makePerson, type PersonView } from '../rules/plan-people.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { isOff, rules } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { Bar, fresh } from './fresh.ts';
import { PersonTables } from './person-tables.ts';
import { type Asking as SeatAsking, SeatQuestion } from './seat-question.ts';
import { weekWith, withSeat } from './seated.ts';
import { Telling } from './tell.ts';

/** The hard rules that read who sits where: of one seat, of a person's week, and of who sits beside. */
const seatRules = rulesOf(['staffQualified', 'staffAvailable']);
const weekRules = rulesOf(['staffClash', 'staffLimit', 'nightRest']);
const crewRules = rulesOf(['outsiderAlone', 'sameLead']);

/** The hard rules that read where and when a session is, and how many come. */
const sessionRules = rulesOf([
  'segmentFit',
  'dayEnd',
  'roomFit',
  'roomClash',
  'spread',
  'groupSize',
  'pupilLeave',
]);

function rulesOf(ids: readonly string[]): Rule[] {
  return ids.flatMap((id) => rules.filter((rule) => rule.id === id));
}

/** What a set of changes to a plan puts in the place of its own people and sessions. */
interface Overlay {
  readonly under: Bars;
  readonly people: ReadonlyMap<string, PersonView>;
  readonly sessions: ReadonlyMap<string, SessionView>;
  readonly gone: ReadonlySet<string>;
}

/**
 * Asks the rules themselves what a step would break, on a view of the plan cut down to what the
 * step touches: a session or several, one person, one series. A person among hundreds takes
 * microseconds, and so does the plan after a step: only what is different is kept.
 */
export class Bars {
  private readonly view: PlanView;
  private readonly index: ProblemIndex;
  private readonly over: Overlay | undefined;
  private readonly people: ReadonlyMap<string, PersonView>;
  private readonly sessions: ReadonlyMap<string, SessionView>;
  private readonly personRules: readonly Rule[];
  private readonly crewRules: readonly Rule[];
  private readonly tables: PersonTables;
  private readonly names: Map<Session, Bilingual>;
  private readonly sessionRules: readonly Rule[];
  private readonly pins: readonly Pin[];
  private readonly successors = new Map<string, Staff | undefined>();

  constructor(view: PlanView, index: ProblemIndex, over?: Overlay) {
    this.view = view;
    this.index = index;
    this.over = over;
    if (over !== undefined) {
      this.people = over.people;
      this.sessions = over.sessions;
      this.personRules = over.under.personRules;
      this.crewRules = over.under.crewRules;
      this.tables = over.under.tables;
      this.names = over.under.names;
      this.sessionRules = over.under.sessionRules;
      this.pins = over.under.pins;
      return;
    }
    this.people = new Map(view.people.map((person) => [person.staff.id, person]));
    this.sessions = new Map(view.sessions.map((session) => [session.id, session]));
    const isOn = ({ id }: Rule) => !isOff(index.problem, id);
    this.crewRules = crewRules.filter(isOn);
    this.personRules = [...seatRules, ...weekRules, ...crewRules].filter(isOn);
    this.names = new Map();
    this.tables = new PersonTables(view, index, this.personRules);
    this.sessionRules = sessionRules.filter(isOn);
    this.pins = isOff(index.problem, 'pinned') ? [] : (index.problem.pins ?? []);
  }

  readonly sessionById = (id: string): Session | undefined => this.sessionOf(id)?.session;

  /** A session as it is now. */
  sessionOf(id: string): SessionView | undefined {
    return this.sessions.get(id) ?? this.over?.under.sessionOf(id);
  }

  /** The same plan without these sessions, as when they are not needed any more. */
  without(gone: readonly SessionView[]): Bars {
    if (gone.length === 0) return this;
    const ids = new Set(gone.map(({ id }) => id));
    const staff = new Set(gone.flatMap(({ people }) => people));
    const people = [...staff].map((one): [string, PersonView] => {
      const seats = this.personOf(one).seats.filter(({ session }) => !ids.has(session.id));
      return [one.id, makePerson(one, seats)];
    });
    const over = { under: this, people: new Map(people), sessions: new Map(), gone: ids };
    return new Bars(this.view, this.index, over);
  }

  /** The same plan with these sessions crewed as they are here; they may be new. */
  withCrew(crewed: readonly SessionView[]): Bars {
    const ids = new Set(crewed.map(({ id }) => id));
    const before = [...ids].flatMap((id) => this.sessionOf(id)?.people ?? []);
    const staff = new Set([...before, ...crewed.flatMap(({ people }) => people)]);
    const people = [...staff].map((one): [string, PersonView] => {
      const others = this.personOf(one).seats.filter(({ session }) => !ids.has(session.id));
      const own = crewed.flatMap(({ seats }) => seats.filter((seat) => seat.staff === one));
      return [one.id, makePerson(one, [...others, ...own])];
    });
    const sessions = new Map(crewed.map((session) => [session.id, session]));
    const over = { under: this, people: new Map(people), sessions, gone: new Set<string>() };
    return new Bars(this.view, this.index, over);
  }

  /** The posts that the person would have to leave so that a clash or a short night is gone. */
  postsInTheWay(
    { ruleId, match }: Bar,
    staff: Staff,
    wanted: readonly SessionView[],
  ): SessionView[] {
    const { weekday: day = 0, sessionIds = [] } = match;
    const isWanted = (id: string) => wanted.some((session) => session.id === id);
    if (ruleId !== 'nightRest')
      return sessionIds.flatMap((id) => (isWanted(id) ? [] : (this.sessionOf(id) ?? [])));
    return this.personOf(staff).sessions.filter(
      (one) =>
        !isWanted(one.id) &&
        ((one.isLatePost && one.weekday === day) || (one.isEarlyPost && one.weekday === day + 1)),
    );
  }

  sessionsOf(staff: Staff): readonly SessionView[] {
    return this.personOf(staff).sessions;
  }

  /**
   * One seat of all these sessions, to be asked of people: what would be broken with them in it, if
   * wanted instead of another session.
   */
  seat(sessions: readonly SessionView[], place: number, left?: SessionView): SeatQuestion {
    const asking = {
      tables: this.tables,
      telling: this.tellingOf(sessions),
      crewRules: this.crewRules,
      personOf: (staff: Staff) => this.personOf(staff),
      ...this.crewOf(sessions),
    };
    return new SeatQuestion(asking, sessions, place, left);
  }

  /** The first person who could take a seat over from whoever sits in it. */
  successor(session: SessionView, place: number): Staff | undefined {
    const key = `${place} ${session.id}`;
    if (!this.successors.has(key)) {
      // Whoever could take it over before a step can mostly do so after it.
      const known = this.over?.under.successor(session, place);
      const here = session.seats[place]?.staff?.id;
      const question = this.seat([session], place);
      const isFree = (staff: Staff) => staff.id !== here && question.isFree(staff);
      const found =
        known !== undefined && isFree(known) ? known : this.index.problem.staff.find(isFree);
      this.successors.set(key, found);
    }
    return this.successors.get(key);
  }

  /** What else would be broken if the person led the rest of the series too, instead of its leads. */
  ofOtherSessions(sessions: readonly SessionView[], place: number, staff: Staff): Bar[] {
    const [{ series, seats } = { series: undefined, seats: [] }] = sessions;
    if (series === undefined) return [];
    const nth = seats.slice(0, place).filter(({ role }) => role === 'lead').length;
    const others = this.othersOf(series, sessions);
    const led = others.map((other) => {
      const leads = other.seats.flatMap(({ role }, i) => (role === 'lead' ? [i] : []));
      return leads[nth] === undefined ? other : withSeat(other, leads[nth], staff);
    });
    const seated = sessions.map((session) => withSeat(session, place, staff));
    const gone = new Set(others.map(({ id }) => id));
    const person = weekWith(this.personOf(staff), seated, place);
    const all = makePerson(staff, [
      ...person.seats.filter((seat) => !gone.has(seat.session.id)),
      ...led.flatMap((other) => other.seats.filter((seat) => seat.staff?.id === staff.id)),
    ]);
    const before = this.cutDown([...others, ...seated], [person], []);
    const after = this.cutDown([...led, ...seated], [all], []);
    return this.added(this.personRules, before, after, seated);
  }

  /** Whether a pin names the person for that session. */
  isPinned(session: SessionView, staffId: string): boolean {
    return this.pins.some(
      (pin) =>
        pin.seats?.some((seat) => seat.staffId === staffId) &&
        pinnedSession(pin, this.view)?.id === session.id,
    );
  }

  /** What a session that is not in the plan would break there, apart from people. */
  ofSession(session: SessionView): Bar[] {
    const sharing = this.view.sessions.filter(
      (other) =>
        other.room === session.room && other.weekday === session.weekday && !this.isGone(other.id),
    );
    const series = session.series;
    const before = this.cutDown(sharing, [], series === undefined ? [] : [series]);
    const grown =
      series === undefined
        ? []
        : [{ ...series, sessions: [...series.sessions, session].sort((a, b) => order(a, b)) }];
    // The newcomer is the one that finds the room full, whatever its id.
    const after = this.cutDown([...sharing, session], [], grown);
    return this.added(this.sessionRules, before, after, [session]);
  }

  /** What the rules on who sits together, and on the leads of a series, find with these sessions. */
  private crewOf(sessions: readonly SessionView[]): Pick<SeatAsking, 'crewMatches'> {
    const series = sessions[0]?.series;
    // A session that is not in the plan is one more of its series.
    const others = series === undefined ? [] : this.othersOf(series, sessions);
    return {
      crewMatches: (rule, now) => {
        const grown = series === undefined ? [] : [{ ...series, sessions: [...others, ...now] }];
        return rule.reference(this.cutDown(now, [], grown), this.index);
      },
    };
  }

  /** The rest of the series, as it is crewed now. */
  private othersOf(series: SeriesView, sessions: readonly SessionView[]): SessionView[] {
    return series.sessions
      .filter(({ id }) => !sessions.some((one) => one.id === id))
      .map((other) => this.sessionOf(other.id) ?? other);
  }

  private cutDown(
    sessions: readonly SessionView[],
    people: readonly PersonView[],
    series: PlanView['series'],
  ): PlanView {
    return { ...this.view, sessions, people, series };
  }

  private isGone(id: string): boolean {
    return this.over !== undefined && (this.over.gone.has(id) || this.over.under.isGone(id));
  }

  private personOf(staff: Staff): PersonView {
    const own = this.people.get(staff.id);
    return own ?? this.over?.under.personOf(staff) ?? makePerson(staff, []);
  }

  private added(
    asked: readonly Rule[],
    before: PlanView,
    after: PlanView,
    sessions: readonly SessionView[],
  ): Bar[] {
    const telling = this.tellingOf(sessions);
    return asked.flatMap((rule) =>
      fresh(rule.reference(after, this.index), () => rule.reference(before, this.index)).map(
        (match) => new Bar(rule, match, telling),
      ),
    );
  }

  private tellingOf(sessions: readonly SessionView[]): Telling {
    const sessionById = (id: string) =>
      sessions.find((session) => session.id === id)?.session ?? this.sessionById(id);
    return new Telling(this.index, sessionById, this.names);
  }
}

function order(a: SessionView, b: SessionView): number {
  return a.weekday - b.weekday || a.startMinute - b.startMinute;
}
