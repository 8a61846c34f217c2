import { compileModel, type Model } from '../../solver/model/model.ts';
import { NO_ROOM } from '../../solver/model/rooms.ts';
import { ENROL_CHOICE, ENROL_CLASS, ENROL_NONE } from '../../solver/model/series.ts';
import { careSeatCount } from '../../solver/rules/group-size.ts';
import { expandSeats } from '../../solver/rules/session-view.ts';
import type { Placement, Plan, Problem, Session } from '../../src/domain/problem.ts';
import { rowOf } from './model/scene.ts';
import { peerPlan } from './peer-plan.ts';

/**
 * What somebody with a list and a pencil would do: one pass over everything in the order of the
 * data, each thing at the first time and in the first room that fit, with the people who have least
 * so far, and nothing is changed afterwards. Every class is alone in care. Posts that nobody can take stay
 * open.
 */
export function naivePlan(problem: Problem): Plan {
  const model = compileModel(problem);
  const { series, time, pupils, attendance, classCount } = model;
  const people = new People(model);
  const rooms = new Rooms(model);
  const sessions: Session[] = [];
  const placements: Placement[] = [];
  /** class x period: pupils who are in no care. */
  const away = new Int32Array(classCount * time.periodCount);
  const away1 = new Set<string>();
  const order = [ENROL_NONE, ENROL_CLASS, ENROL_CHOICE];
  const all = [...series.list.keys()].sort(
    (a, b) => order.indexOf(series.enrol[a]) - order.indexOf(series.enrol[b]),
  );
  for (const s of all) {
    if (series.enrol[s] === ENROL_CHOICE) hold(s, comersOf(s));
    else hold(s, []);
  }
  for (let p = 0; p < time.periodCount; p++) for (let c = 0; c < classCount; c++) care(c, p);
  return peerPlan(problem, 'naive', sessions, placements);

  /** Pupils who asked for the club and have none yet, in the order of the data. */
  function comersOf(s: number): number[] {
    if (series.fixed[s] === 1) return [];
    return rowOf(pupils.seriesWishes, s)
      .filter((w) => {
        const i = pupils.wishPupil[w];
        const taken = placements.filter((p) => p.studentId === (problem.students ?? [])[i].id);
        return taken.length < pupils.maxClubs[i];
      })
      .sort(
        (a, b) => a - pupils.first[pupils.wishPupil[a]] - (b - pupils.first[pupils.wishPupil[b]]),
      );
  }

  function hold(s: number, wishes: readonly number[]): void {
    const { activity, forKey, classIds } = series.list[s];
    const isChoice = series.enrol[s] === ENROL_CHOICE && series.fixed[s] === 0;
    const days = new Map<number, number>();
    const held: number[] = [];
    const perDay = Math.max(1, series.should[s] - series.minDays[s] + 1);
    const specs = expandSeats(activity);
    const total = isChoice
      ? Math.min(series.sizeMax[s], wishes.length)
      : Math.max(series.fixedTotal[s], 0);
    const made: Session[] = [];
    let leads: number[] | undefined;
    for (const spot of rowOf(series.spots, s)) {
      const day = time.spotDay[spot];
      if (
        held.length >= series.should[s] ||
        (series.every[s] === 0 && (days.get(day) ?? 0) >= perDay)
      )
        continue;
      const periods = rowOf(time.spotPeriods, spot);
      const come =
        series.enrol[s] === ENROL_CLASS
          ? rowOf(series.classes, s).reduce(
              (n, c) => n + attendance[c * time.periodCount + periods[0]],
              0,
            )
          : total;
      if (series.enrol[s] === ENROL_CLASS && isTaken(s, periods)) continue;
      const room = rooms.first(series.roomKind[s], spot, come);
      if (room === undefined) continue;
      const team: (number | undefined)[] = [];
      for (const spec of specs) {
        const isLead = spec.role === 'lead';
        const fixed = isLead && series.sameLead[s] === 1 ? leads : undefined;
        const found = people.first(staffKind(spec), spot, team, {
          club: isLead && activity.kind === 'club' ? s : undefined,
          alone:
            specs.length === 1 ||
            come === 0 ||
            team.some((t) => t !== undefined && !people.isOutsider(t)),
          only: fixed,
        });
        team.push(found);
      }
      // Nobody holds a club without a leader.
      const nobodyLeads = specs.some((spec, k) => spec.role === 'lead' && team[k] === undefined);
      if (nobodyLeads && series.isDuty[s] === 0 && series.enrol[s] !== ENROL_NONE) continue;
      leads ??= team.flatMap((t, k) => (specs[k].role === 'lead' && t !== undefined ? [t] : []));
      for (const person of team) if (person !== undefined) people.take(person, spot);
      if (activity.kind === 'club') for (const lead of leads) people.lead(lead, s);
      rooms.take(room, spot);
      days.set(day, (days.get(day) ?? 0) + 1);
      held.push(spot);
      made.push({
        id: '',
        kind: activity.kind,
        activityId: activity.id,
        ...(forKey === undefined ? {} : { forKey }),
        periodIds: periods.map((p) => time.periods[p].id),
        roomId: room === NO_ROOM ? null : problem.rooms[room].id,
        classIds: series.enrol[s] === ENROL_CLASS ? [...classIds] : [],
        headcount: come,
        seats: specs.map(({ role }, k) => {
          const person = team[k];
          return { role, staffId: person === undefined ? null : problem.staff[person].id };
        }),
      });
    }
    if (isChoice && !place(s, held, wishes)) return;
    if (series.enrol[s] === ENROL_CHOICE && series.fixed[s] === 1) placeFixed(s, held);
    if (series.enrol[s] === ENROL_CLASS)
      for (const spot of held)
        for (const p of rowOf(time.spotPeriods, spot))
          for (const c of rowOf(series.classes, s))
            away[c * time.periodCount + p] = attendance[c * time.periodCount + p];
    for (const session of made) sessions.push({ ...session, id: `S${sessions.length + 1}` });
  }

  function staffKind(spec: ReturnType<typeof expandSeats>[number]): number {
    return model.staff.kindOf(spec);
  }

  function isTaken(s: number, periods: readonly number[]): boolean {
    return rowOf(series.classes, s).some((c) =>
      periods.some((p) => away[c * time.periodCount + p] > 0),
    );
  }

  /** The club's pupils, if enough of those who asked can come; else it is not held after all. */
  function place(s: number, held: readonly number[], wishes: readonly number[]): boolean {
    const periods = held.flatMap((spot) => rowOf(time.spotPeriods, spot));
    const free = wishes.filter((w) => {
      const i = pupils.wishPupil[w];
      return periods.every(
        (p) => pupils.present[i * time.periodCount + p] === 1 && !away1.has(`${i} ${p}`),
      );
    });
    if (held.length === 0 || free.length < series.sizeMin[s]) return false;
    for (const w of free.slice(0, series.sizeMax[s])) {
      const i = pupils.wishPupil[w];
      for (const p of periods) {
        away1.add(`${i} ${p}`);
        away[pupils.classOf[i] * time.periodCount + p]++;
      }
      placements.push({
        studentId: (problem.students ?? [])[i].id,
        activityId: series.list[s].activity.id,
        rank: w - pupils.first[i] + 1,
      });
    }
    return true;
  }

  function placeFixed(s: number, held: readonly number[]): void {
    const table = series.fixedCount[s] as Int32Array;
    for (const spot of held)
      for (const p of rowOf(time.spotPeriods, spot)) {
        for (let c = 0; c < classCount; c++)
          away[c * time.periodCount + p] += table[c * time.periodCount + p];
        for (const i of rowOf(pupils.roster, s)) away1.add(`${i} ${p}`);
      }
  }

  function care(c: number, p: number): void {
    const left = attendance[c * time.periodCount + p] - away[c * time.periodCount + p];
    if (left <= 0) return;
    const home = model.classHomeRoom[c];
    const room = rooms.fits(home, p, left) ? home : rooms.first(0, p, left);
    const team: (number | undefined)[] = [];
    for (let k = 0; k < careSeatCount(left, model.params); k++) {
      const person = people.first(model.staff.careKind, p, team, { alone: true });
      if (person !== undefined) people.take(person, p);
      team.push(person);
    }
    if (room !== undefined) rooms.take(room, p);
    sessions.push({
      id: `S${sessions.length + 1}`,
      kind: 'care',
      periodIds: [time.periods[p].id],
      roomId: room === undefined ? null : problem.rooms[room].id,
      classIds: [problem.classes[c].id],
      headcount: left,
      seats: team.map((person, k) => ({
        role: k === 0 ? ('lead' as const) : ('assistant' as const),
        staffId: person === undefined ? null : problem.staff[person].id,
      })),
    });
  }
}

class People {
  private readonly taken: number[][];
  private readonly minutes: number[];
  private readonly clubs: Set<number>[];
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
    this.taken = model.problem.staff.map(() => []);
    this.minutes = model.problem.staff.map(() => 0);
    this.clubs = model.problem.staff.map(() => new Set());
  }

  isOutsider(person: number): boolean {
    return this.model.staff.outsider[person] === 1;
  }

  /** Who may and can and has least so far, ties by the order of the data; nobody twice in one session. */
  first(
    kind: number,
    spot: number,
    team: readonly (number | undefined)[],
    {
      club,
      alone,
      only,
    }: { club?: number | undefined; alone: boolean; only?: number[] | undefined },
  ): number | undefined {
    const inOrder = rowOf(this.model.staff.kinds.staff, kind).sort(
      (a, b) => this.minutes[a] - this.minutes[b] || a - b,
    );
    return inOrder.find(
      (person) =>
        (only === undefined || only.includes(person)) &&
        !team.includes(person) &&
        (alone || !this.isOutsider(person)) &&
        (club === undefined ||
          this.clubs[person].has(club) ||
          this.clubs[person].size < this.model.staff.maxClubs[person]) &&
        this.isFree(person, spot),
    );
  }

  take(person: number, spot: number): void {
    this.taken[person].push(spot);
    this.minutes[person] += this.model.time.spotMinutes[spot];
  }

  lead(person: number, club: number): void {
    this.clubs[person].add(club);
  }

  private isFree(person: number, spot: number): boolean {
    const { time, staff } = this.model;
    if (staff.barred[person * time.spotCount + spot] === 1) return false;
    const own = this.taken[person];
    const after = [...own, spot];
    if (own.some((other) => time.spotClash[spot * time.spotCount + other] === 1)) return false;
    const day = time.spotDay[spot];
    const counted = after.filter((s) => time.spotDay[s] === day && time.spotMinutes[s] >= 20);
    const days = new Set(after.map((s) => time.spotDay[s]));
    const late = new Set(after.filter((s) => time.spotLate[s] === 1).map((s) => time.spotDay[s]));
    const early = after.filter((s) => time.spotEarly[s] === 1).map((s) => time.spotDay[s]);
    return (
      counted.length <= staff.maxSessions[person] &&
      days.size <= staff.maxDays[person] &&
      late.size <= staff.maxLate[person] &&
      after.reduce((sum, s) => sum + time.spotMinutes[s], 0) <= staff.maxMinutes[person] &&
      !early.some((d) => late.has(d - 1))
    );
  }
}

class Rooms {
  private readonly taken: number[][];
  private readonly model: Model;

  constructor(model: Model) {
    this.model = model;
    this.taken = model.problem.rooms.map(() => []);
  }

  fits(room: number, spot: number, pupils: number): boolean {
    const { rooms, time } = this.model;
    if (room < 0 || rooms.closed[room * time.spotCount + spot] === 1) return false;
    const others = this.taken[room].filter((s) => time.spotClash[spot * time.spotCount + s] === 1);
    return rooms.seats[room] >= pupils && others.length < rooms.groups[room];
  }

  /** Undefined where no room of the kind is free and large enough. */
  first(kind: number, spot: number, pupils: number): number | undefined {
    if (kind === NO_ROOM) return NO_ROOM;
    return rowOf(this.model.rooms.kindRooms, kind).find((room) => this.fits(room, spot, pupils));
  }

  take(room: number, spot: number): void {
    if (room !== NO_ROOM) this.taken[room].push(spot);
  }
}
