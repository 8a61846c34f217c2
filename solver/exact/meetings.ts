import { bits } from '../model/bits.ts';
import type { CareBlock } from './care-group.ts';
import type { Evenings } from './evenings.ts';
import { Expr } from './linear-model.ts';
import type { Link } from './links.ts';
import type { Scene } from './scene.ts';

/** Whom people meet in their weeks, and what each of these costs by `careContinuity`. */
export interface Meetings {
  /** Whether classes are not told apart. */
  isCrowd: boolean;
  /** By link, whom its person meets, as bits. */
  ofLink: readonly number[];
  /** Sets of those whom a person may meet that are looked at. */
  sets: readonly number[];
  /** What a set costs, where a person of late care costs so much besides. */
  costs(late: number): Float64Array;
  /** What `careContinuity` does not charge of all that: one person of each class. */
  firstPeople: number;
  /** What it charges of the people of late care, whom no week pays for. */
  ofEvenings: Expr;
  /** How many these are. */
  late: Expr;
}

/** Beyond so many classes the sets of them are too many to look at each. */
const mostClasses = 8;

/** Class by class. Undefined where groups are only counted, or there are too many sets. */
export function classMeetings(scene: Scene, care: readonly CareBlock[]): Meetings | undefined {
  const { classCount } = scene.model;
  if (classCount > mostClasses || care.some(({ sets }) => sets === undefined)) return undefined;
  const weight = scene.weight('careContinuity');
  const ofLink = scene.links.map(({ care }) =>
    isEarly(scene, care) ? 0 : (care?.classes ?? []).reduce((set, c) => set | (1 << c), 0),
  );
  const sets = Array.from({ length: 1 << classCount }, (_, set) => set);
  const costs = Float64Array.from(sets, (set) => weight * bits(set));
  return {
    isCrowd: false,
    ofLink,
    sets,
    costs: () => costs,
    firstPeople: weight * bits(ofLink.reduce((set, own) => set | own, 0)),
    ofEvenings: new Expr(),
    late: new Expr(),
  };
}

/** Some class, a second class, and late care that the evenings count. */
const SOME = 1;
const SECOND = 2;
const LATE = 4;
const ANY = SOME | SECOND | LATE;

/**
 * By how many classes: who looks after a group of several classes by day meets two or more, and
 * who looks after any meets one or more. Who has late care in an evening that is counted
 * (`evenings.ts`) costs nothing here: the classes that this person meets there are charged for
 * there, and others may be the same.
 */
export function crowdMeetings(
  scene: Scene,
  care: readonly CareBlock[],
  evenings: Evenings | undefined,
): Meetings {
  const weight = scene.weight('careContinuity');
  const late = evenings?.late ?? new Expr();
  const isLate = (period: number) => evenings?.periods.has(period) ?? false;
  const meets = (link: Link) => {
    if (link.care === undefined || isEarly(scene, link.care)) return 0;
    if (isLate(link.care.period)) return LATE;
    return (link.care.classes?.length ?? 1) > 1 ? SOME | SECOND : SOME;
  };
  const classes = new Set(
    care
      .filter((block) => !isEarly(scene, block))
      .flatMap((block) => block.classes.map(({ c }) => c)),
  );
  return {
    isCrowd: true,
    ofLink: scene.links.map(meets),
    sets: [0, SOME, SOME | SECOND, ...(late.isConstant ? [] : [ANY])],
    costs: (price) =>
      Float64Array.from({ length: ANY + 1 }, (_, set) => (set < LATE ? weight * bits(set) : price)),
    firstPeople: weight * classes.size,
    ofEvenings: new Expr().plus(evenings?.met ?? new Expr(), weight),
    late,
  };
}

function isEarly({ model }: Scene, care: { period: number } | undefined): boolean {
  return care !== undefined && model.time.spotEarly[care.period] === 1;
}
