import type { Staff } from '../../src/domain/problem.ts';
import type { PersonView } from '../rules/plan-people.ts';
import type { Match, Rule } from '../rules/rule.ts';
import type { SessionView } from '../rules/session-view.ts';
import { Bar, fresh } from './fresh.ts';
import type { PersonTables } from './person-tables.ts';
import { weekWith, withSeat } from './seated.ts';
import type { Telling } from './tell.ts';

/** What a question about a seat reads of a plan, as it is after steps. */
export interface Asking {
  readonly tables: PersonTables;
  readonly telling: Telling;
  /** The rules that read who else sits in the sessions and in the rest of the series. */
  readonly crewRules: readonly Rule[];
  crewMatches(rule: Rule, sessions: readonly SessionView[]): readonly Match[];
  personOf(staff: Staff): PersonView;
}

type Step = (staff: Staff, person: PersonView) => readonly Match[];

/**
 * One seat of one session, or the same seat of several, asked of one person after another: what
 * does not depend on the person is worked out once. With `left`, whoever takes it leaves that session.
 */
export class SeatQuestion {
  private readonly asking: Asking;
  /** In the order of the rules. */
  private readonly steps: readonly { rule: Rule; of: Step }[];

  constructor(asking: Asking, sessions: readonly SessionView[], place: number, left?: SessionView) {
    this.asking = asking;
    const { tables } = asking;
    const seats = sessions.map((session) => tables.seatRulesFor(session, place));
    const ofSeats = (seats[0] ?? []).map(({ rule }, r) => ({
      rule,
      of: (staff: Staff) => {
        const found: Match[] = [];
        for (const [i, session] of sessions.entries()) {
          const asked = seats[i]?.[r];
          if (asked) found.push(...tables.ofSeat(asked, session, place, staff));
        }
        return found;
      },
    }));
    const ofWeeks = tables.weekRulesFor(sessions, place).map((asked) => ({
      rule: asked.rule,
      of: (_: Staff, person: PersonView) => {
        if (left === undefined && !isIn(person, sessions))
          return tables.ofWeek(asked, sessions, place, person);
        return tables.more(asked.rule, person, weekWith(person, sessions, place, left));
      },
    }));
    let last: { staff: Staff; seated: SessionView[] } | undefined;
    const seatedWith = (staff: Staff) => {
      if (last?.staff !== staff)
        last = { staff, seated: sessions.map((session) => withSeat(session, place, staff)) };
      return last.seated;
    };
    const ofCrews = asking.crewRules
      .filter(({ id }) => crewsAsked[id]?.(sessions, place) ?? true)
      .map((rule) => {
        let before: readonly Match[] | undefined;
        return {
          rule,
          of: (staff: Staff) =>
            fresh(asking.crewMatches(rule, seatedWith(staff)), () => {
              before ??= asking.crewMatches(rule, sessions);
              return before;
            }),
        };
      });
    this.steps = [...ofSeats, ...ofWeeks, ...ofCrews];
  }

  /** What would be broken with the person in the seat; nothing when they could just take it. */
  of(staff: Staff): Bar[] {
    const person = this.asking.personOf(staff);
    const { telling } = this.asking;
    const bars: Bar[] = [];
    for (const { rule, of } of this.steps)
      for (const match of of(staff, person)) bars.push(new Bar(rule, match, telling));
    return bars;
  }

  /** Whether the person could just take the seat: `of` up to the first bar. */
  isFree(staff: Staff): boolean {
    const person = this.asking.personOf(staff);
    return this.steps.every(({ of }) => of(staff, person).length === 0);
  }
}

/** Nobody sits beside who sits alone, and only leads make a series change its lead. */
const crewsAsked: Readonly<
  Record<string, (sessions: readonly SessionView[], place: number) => boolean>
> = {
  outsiderAlone: (sessions) => sessions.some(({ seats }) => seats.length > 1),
  sameLead: (sessions, place) =>
    sessions.some(({ series, seats }) => series !== undefined && seats[place]?.role === 'lead'),
};

/** Whether the person has a seat in these sessions, or in others of the same activity. */
function isIn({ seats }: PersonView, sessions: readonly SessionView[]): boolean {
  return seats.some(({ session: { id, activity } }) =>
    sessions.some((one) => one.id === id || (one.activity && one.activity === activity)),
  );
}
