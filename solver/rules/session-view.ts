import type {
  Activity,
  Period,
  Room,
  SeatSpec,
  Session,
  Staff,
  Student,
} from '../../src/domain/problem.ts';
import type { Series } from '../../src/domain/problem-index.ts';
import { minuteOf } from '../../src/domain/time.ts';

/** How a session gets its pupils: from classes in care, whole classes, choice, or none at all. */
export type Hosting = 'care' | 'class' | 'choice' | 'none';

export interface SeatView {
  readonly session: SessionView;
  readonly role: SeatSpec['role'];
  /** Undefined: the seat is open. */
  readonly staff: Staff | undefined;
  /** What the activity asks of this seat; undefined in care and for a seat that the activity has not. */
  readonly spec: SeatSpec | undefined;
}

/** A session with its ids resolved. Minutes are after midnight, of its weekday. */
export interface SessionView {
  readonly id: string;
  readonly session: Session;
  readonly hosting: Hosting;
  /** Undefined in care, as is the series. */
  readonly activity: Activity | undefined;
  readonly series: SeriesView | undefined;
  /** Distinct, in time order, all of one weekday. */
  readonly periods: readonly Period[];
  readonly weekday: number;
  readonly startMinute: number;
  readonly endMinute: number;
  /** Over its periods, without the gaps between them. */
  readonly minutes: number;
  /** Minutes that one of its seats counts as load. */
  readonly seatLoad: number;
  readonly room: Room | undefined;
  /** The distinct classes that come: of the plan, and in a choice session those of the pupils. */
  readonly classIds: readonly string[];
  readonly seats: readonly SeatView[];
  /** Distinct people in its seats. */
  readonly people: readonly Staff[];
  /** Counted from the problem, the sessions and the placements; the plan's own figure is not trusted. */
  readonly headcount: number;
  /** Whether anybody comes at all: in a whole-class session, in some of its periods. */
  readonly hasPupils: boolean;
  readonly isLatePost: boolean;
  readonly isEarlyPost: boolean;
}

export interface SeriesView extends Series {
  readonly key: string;
  /** In time order. */
  readonly sessions: readonly SessionView[];
  /** The pupils of a choice series; undefined for the others. */
  readonly roster: Roster | undefined;
}

/**
 * The pupils of a choice series: by name (a fixed roster, or the plan's placements), or as
 * numbers by class (`enrolment`). They need not all be in school when a session takes place.
 */
export interface Roster {
  readonly source: 'fixed' | 'numbers' | 'placed';
  readonly students: readonly Student[];
  /** Pupils by class where they are known as numbers; empty otherwise. */
  readonly counts: ReadonlyMap<string, number>;
  /** The classes that the pupils come from. */
  readonly classIds: readonly string[];
  readonly size: number;
}

/** The seats of one session of an activity, one entry for each seat. */
export function expandSeats(activity: Activity): SeatSpec[] {
  return activity.seats.flatMap((spec) => new Array<SeatSpec>(spec.count ?? 1).fill(spec));
}

/** Order of time within the week: weekday, start, end; equal ones stay as they were. */
export function byTime(a: SessionView, b: SessionView): number {
  return a.weekday - b.weekday || a.startMinute - b.startMinute || a.endMinute - b.endMinute;
}

/** Order of time for "HH:MM" periods of the week. */
export function byPeriodTime(a: Period, b: Period): number {
  return (
    a.weekday - b.weekday ||
    minuteOf(a.start) - minuteOf(b.start) ||
    minuteOf(a.end) - minuteOf(b.end)
  );
}

/** A session of care or of kind duty: the posts that must not be open. */
export function isCareOrDuty(session: SessionView): boolean {
  return session.hosting === 'care' || session.activity?.kind === 'duty';
}
