import { Expr } from '../../../solver/exact/linear-model.ts';
import { NO_ROOM } from '../../../solver/model/rooms.ts';
import { ENROL_CHOICE, ENROL_CLASS, ENROL_NONE } from '../../../solver/model/series.ts';
import { expandSeats } from '../../../solver/rules/session-view.ts';
import { floorsBetween, type PeerScene, rowOf, sumOf } from './scene.ts';

/** One session that a series may have at a spot. */
export interface SpotBlock {
  spot: number;
  held: number;
  /** Which room: columns of which one is 1 with `held`; empty where no room is needed. */
  rooms: { room: number; column: number }[];
  /** By seat of the activity, in its order: who may sit there. */
  seats: { seat: number; person: number; column: number }[];
}

export interface SeriesBlock {
  s: number;
  spots: SpotBlock[];
  /** 1 when the series is held; undefined where it is due in any case. */
  held: number | undefined;
}

/** Which sessions are held, when, where, and with whom. */
export function addSessions(scene: PeerScene): SeriesBlock[] {
  return scene.model.series.list.map((_, s) => addSeries(scene, s));
}

function addSeries(scene: PeerScene, s: number): SeriesBlock {
  const { lp, model } = scene;
  const { series } = model;
  const should = series.should[s];
  const isChoice = series.enrol[s] === ENROL_CHOICE;
  const block: SeriesBlock = { s, spots: [], held: undefined };
  const tooSmall = series.fixed[s] === 1 && series.fixedTotal[s] < series.sizeMin[s];
  if (should > 0 && !(isChoice && tooSmall))
    for (const spot of rowOf(series.spots, s)) {
      if (series.enrol[s] === ENROL_CLASS && isLeftEarly(scene, s, spot)) continue;
      const rooms = roomsFor(scene, s, spot);
      if (rooms !== undefined && rooms.length === 0) continue;
      const held = scene.binary();
      block.spots.push({ spot, held, rooms: addRooms(scene, held, rooms), seats: [] });
    }
  const sum = sumOf(block.spots.map((b) => b.held));
  if (isChoice) {
    const held = scene.binary();
    block.held = held;
    const missing = scene.whole(Math.max(0, should - 1));
    lp.equal(new Expr().plus(sum).add(missing).add(held, -should), 0);
    for (const b of block.spots) lp.atMost(Expr.of(b.held).add(held, -1), 0);
    scene.chargeMedium('openSession', Expr.of(missing), 5);
    scene.charge('closedClub', new Expr(1).add(held, -1));
  } else if (should > 0) {
    const missing = scene.whole(should);
    lp.equal(new Expr().plus(sum).add(missing), should);
    scene.chargeMedium('openSession', Expr.of(missing), 5);
  }
  addSpread(scene, block, should);
  for (const b of block.spots) addSeats(scene, s, b);
  addSameLead(scene, block);
  addFloorWalk(scene, block);
  if (scene.has('roomStability')) {
    const used = new Map<number, number>();
    for (const { room, column } of block.spots.flatMap((b) => b.rooms)) {
      const one = used.get(room) ?? scene.binary();
      used.set(room, one);
      lp.atMost(Expr.of(column).add(one, -1), 0);
    }
    if (used.size > 1) {
      const beyondOne = scene.whole(used.size - 1);
      lp.atMost(sumOf([...used.values()]).add(beyondOne, -1), 1);
      scene.charge('roomStability', Expr.of(beyondOne));
    }
  }
  return block;
}

/** `floorWalk` of whole-class sessions. */
function addFloorWalk(scene: PeerScene, { s, spots }: SeriesBlock): void {
  const { series, classGrade, classHomeRoom } = scene.model;
  if (series.enrol[s] !== ENROL_CLASS || !scene.has('floorWalk')) return;
  for (const c of rowOf(series.classes, s)) {
    if (classGrade[c] > 2) continue;
    for (const { room, column } of spots.flatMap((b) => b.rooms))
      scene.charge(
        'floorWalk',
        Expr.of(column),
        floorsBetween(scene.model, room, classHomeRoom[c]),
      );
  }
}

function isLeftEarly({ model }: PeerScene, s: number, spot: number): boolean {
  const periods = rowOf(model.time.spotPeriods, spot);
  return rowOf(model.series.classes, s).some((c) => {
    const there = periods.map((p) => model.attendance[c * model.time.periodCount + p]);
    return there.some((n) => n !== there[0]);
  });
}

/** Undefined where none is needed. */
function roomsFor({ model }: PeerScene, s: number, spot: number): number[] | undefined {
  const { series, rooms, time } = model;
  const kind = series.roomKind[s];
  if (kind === NO_ROOM) return undefined;
  const least = leastPupils(model, s, spot);
  return rowOf(rooms.kindRooms, kind).filter(
    (r) => rooms.closed[r * time.spotCount + spot] === 0 && rooms.seats[r] >= least,
  );
}

function leastPupils({ series, attendance, time }: PeerScene['model'], s: number, spot: number) {
  if (series.enrol[s] === ENROL_NONE) return 0;
  if (series.enrol[s] === ENROL_CHOICE)
    return series.fixed[s] === 1 ? series.fixedTotal[s] : series.sizeMin[s];
  const p = time.spotPeriods.items[time.spotPeriods.start[spot]];
  return rowOf(series.classes, s).reduce((n, c) => n + attendance[c * time.periodCount + p], 0);
}

function addRooms(scene: PeerScene, held: number, rooms: number[] | undefined): SpotBlock['rooms'] {
  if (rooms === undefined) return [];
  if (rooms.length === 1) return [{ room: rooms[0], column: held }];
  const list = rooms.map((room) => ({ room, column: scene.binary() }));
  scene.lp.equal(sumOf(list.map((r) => r.column)).add(held, -1), 0);
  return list;
}

/** `spread`: at least `minDays` weekdays when all sessions are held, one less for each missing one. */
function addSpread({ lp, model, binary }: PeerScene, { s, spots }: SeriesBlock, should: number) {
  const minDays = Math.min(model.series.minDays[s], should);
  if (minDays < 2) return;
  const days = new Map<number, number[]>();
  for (const { spot, held } of spots) {
    const day = model.time.spotDay[spot];
    days.set(day, [...(days.get(day) ?? []), held]);
  }
  if (minDays === should) {
    for (const held of days.values()) if (held.length > 1) lp.atMost(sumOf(held), 1);
    return;
  }
  const used = new Expr();
  for (const held of days.values()) {
    const one = binary();
    lp.atLeast(sumOf(held).add(one, -1), 0);
    used.add(one);
  }
  lp.atLeast(used.plus(sumOf(spots.map((b) => b.held)), -1), minDays - should);
}

function addSeats(scene: PeerScene, s: number, block: SpotBlock): void {
  const { lp, model } = scene;
  const { series, staff, time } = model;
  const { activity, classIds } = series.list[s];
  const { spot, held } = block;
  const specs = expandSeats(activity);
  const load = activity.load ?? time.spotLoad[spot];
  scene.charge('posts', Expr.of(held), (specs.length * load) / 30);
  const isDuty = series.isDuty[s] === 1;
  const hasPupils = series.enrol[s] !== ENROL_NONE;
  const knownClass =
    activity.forEach === 'class'
      ? model.problem.classes.findIndex((c) => c.id === classIds[0])
      : -1;
  const filled = new Expr();
  const bySchool = new Expr();
  const outsiders: number[] = [];
  for (const [seat, spec] of specs.entries()) {
    const open = scene.binary();
    const row = Expr.of(open).add(held, -1);
    for (const person of rowOf(staff.kinds.staff, staff.kindOf(spec))) {
      if (staff.barred[person * time.spotCount + spot] === 1) continue;
      const column = scene.binary();
      row.add(column);
      filled.add(column);
      if (staff.outsider[person] === 1) outsiders.push(column);
      else bySchool.add(column);
      block.seats.push({ seat, person, column });
      scene.posts[person].push({
        spot,
        column,
        load,
        dayMinutes: activity.load ?? time.spotMinutes[spot],
        isLeadOfClub: spec.role === 'lead' && activity.kind === 'club',
      });
      if (spec.role === 'lead' && knownClass >= 0)
        if (staff.knows[person * model.classCount + knownClass] === 0)
          scene.charge('ownTeacher', Expr.of(column));
    }
    lp.equal(row, 0);
    if (isDuty) scene.chargeMedium('openSeat', Expr.of(open), 10);
    else if (spec.role === 'lead')
      scene.chargeMedium('openSeat', Expr.of(open), hasPupils && specs.length === 1 ? 10 : 3);
    else scene.charge('openAssistant', Expr.of(open));
  }
  if (hasPupils && !isDuty && specs.length > 1) {
    // With nobody there each open seat costs 10 instead.
    const nobody = scene.binary();
    lp.atLeast(Expr.of(nobody).add(held, -1).plus(filled), 0);
    const leads = specs.filter((spec) => spec.role === 'lead').length;
    scene.chargeMedium('openSeat', Expr.of(nobody), 10 * specs.length - 3 * leads);
  }
  if (hasPupils && specs.length > 1 && model.params.outsiderNeedsPartner)
    for (const column of outsiders) lp.atMost(Expr.of(column).plus(bySchool, -1), 0);
  if (activity.kind === 'tutoring' && scene.has('mentor')) addMentor(scene, s, block, specs);
}

/** Whose mentors count is known where the pupils are; with free choice the rule is left to `verify`. */
function addMentor(
  scene: PeerScene,
  s: number,
  { held, seats }: SpotBlock,
  specs: ReturnType<typeof expandSeats>,
): void {
  const { model, problem } = scene;
  const { series, pupils } = model;
  const inSeries = new Set(series.list[s].classIds);
  const pupilsOf =
    series.enrol[s] === ENROL_CLASS
      ? (problem.students ?? []).filter((p) => inSeries.has(p.classId))
      : rowOf(pupils.roster, s).map((i) => (problem.students ?? [])[i]);
  const mentors = new Set(pupilsOf.flatMap((p) => p.mentorId ?? []));
  if (mentors.size === 0) return;
  const missed = scene.binary();
  const led = seats.filter(
    ({ seat, person }) => specs[seat].role === 'lead' && mentors.has(problem.staff[person].id),
  );
  scene.lp.atLeast(
    Expr.of(missed)
      .add(held, -1)
      .plus(sumOf(led.map((l) => l.column))),
    0,
  );
  scene.charge('mentor', Expr.of(missed));
}

/** `sameLead`, and of `staffLimit` the number of clubs that a person leads. */
function addSameLead(scene: PeerScene, { s, spots, held }: SeriesBlock): void {
  const { lp, model } = scene;
  const { series } = model;
  const specs = expandSeats(series.list[s].activity);
  const isClub = series.clubIndex[s] >= 0;
  if ((series.sameLead[s] === 0 && !isClub) || series.leadSeats[s] === 0) return;
  const leads = new Map<number, number>();
  for (const { seats } of spots)
    for (const { seat, person, column } of seats) {
      if (specs[seat].role !== 'lead') continue;
      const lead = leads.get(person) ?? scene.binary();
      leads.set(person, lead);
      lp.atMost(Expr.of(column).add(lead, -1), 0);
    }
  if (series.sameLead[s] === 1) {
    const sum = sumOf([...leads.values()]);
    if (held === undefined) lp.atMost(sum, series.leadSeats[s]);
    else lp.atMost(sum.add(held, -series.leadSeats[s]), 0);
  }
  if (isClub)
    for (const [person, lead] of leads) {
      const list = clubsLed.get(scene) ?? model.problem.staff.map(() => new Expr());
      clubsLed.set(scene, list);
      list[person].add(lead);
    }
}

const clubsLed = new WeakMap<PeerScene, Expr[]>();

/** Clubs that each person leads. */
export function clubsLedIn(scene: PeerScene): Expr[] {
  return clubsLed.get(scene) ?? scene.problem.staff.map(() => new Expr());
}
