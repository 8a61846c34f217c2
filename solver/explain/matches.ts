import type { Bilingual } from '../../src/domain/bilingual.ts';
import { className, roomName, same, staffName } from '../../src/domain/naming.ts';
import type { Plan, Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Level, Match, Rule } from '../rules/rule.ts';
import type { Analysis } from '../verify.ts';
import { Telling, tellMatch } from './tell.ts';

/** Whom a match concerns; ids. */
export interface Concerned {
  staff: string[];
  classes: string[];
  rooms: string[];
  students: string[];
}

/** One match of a rule in a plan, with its weight, its sentence and whom it concerns. */
export interface ToldMatch extends Match {
  ruleId: string;
  level: Level;
  /** Of soft rules, times the weight of the rule. */
  weighted: number;
  sentence: Bilingual;
  concerns: Concerned;
}

export const matchGroupings = ['rule', 'staff', 'class', 'room', 'student'] as const;
export type MatchGrouping = (typeof matchGroupings)[number];

/** The matches that concern one thing; a match stands in each group that it concerns. */
export interface MatchGroup {
  id: string;
  name: Bilingual;
  cost: Record<Level, number>;
  /** Dearest first; places in the list that was grouped. */
  matches: number[];
}

/** Every match of an analysis, rule by rule in the order of the catalogue, the dearest first. */
export function tellMatches(analysis: Analysis, plan: Plan, index: ProblemIndex): ToldMatch[] {
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  const telling = new Telling(index, (id) => sessions.get(id));
  return analysis.rules.flatMap(({ rule, weight, matches }) =>
    matches.map((match) => tellOne(rule, weight, match, telling)).sort((a, b) => b.cost - a.cost),
  );
}

function tellOne(rule: Rule, weight: number, match: Match, telling: Telling): ToldMatch {
  return {
    ruleId: rule.id,
    level: rule.level,
    weighted: match.cost * weight,
    sentence: tellMatch(rule, match, telling),
    concerns: concernedBy(match, telling),
    ...match,
  };
}

/** The ids of the match itself; where it has none of a kind, those of its sessions. */
function concernedBy(match: Match, telling: Telling): Concerned {
  const sessions = (match.sessionIds ?? []).flatMap((id) => telling.sessionOf(id) ?? []);
  const students = match.studentIds ?? [];
  const ofSessions = (pick: (session: Session) => readonly (string | null)[]) =>
    sessions.flatMap(pick).flatMap((id) => id ?? []);
  const unique = (ids: readonly string[]) => [...new Set(ids)];
  const ofPupils = students.map((id) => telling.index.student(id).classId);
  return {
    staff: unique(match.staffIds ?? ofSessions((s) => s.seats.map((seat) => seat.staffId))),
    classes: unique(
      match.classIds ??
        (ofPupils.length > 0 ? ofPupils : match.staffIds ? [] : ofSessions((s) => s.classIds)),
    ),
    rooms: unique(match.roomIds ?? (match.staffIds ? [] : ofSessions((s) => [s.roomId]))),
    students: unique(students),
  };
}

/** Groups matches by what they concern, the dearest group first. */
export function groupMatches(
  matches: readonly ToldMatch[],
  by: MatchGrouping,
  index: ProblemIndex,
  titles: ReadonlyMap<string, Bilingual>,
): MatchGroup[] {
  const groups = new Map<string, MatchGroup>();
  matches.forEach((match, i) => {
    for (const id of idsOf(match, by)) {
      let group = groups.get(id);
      if (group === undefined) {
        const name = nameOf(id, by, index, titles);
        group = { id, name, cost: { hard: 0, medium: 0, soft: 0 }, matches: [] };
        groups.set(id, group);
      }
      group.cost[match.level] += match.weighted;
      group.matches.push(i);
    }
  });
  const list = [...groups.values()];
  for (const group of list)
    group.matches.sort((a, b) => weightOf(matches[b]) - weightOf(matches[a]) || a - b);
  return list.sort(
    (a, b) =>
      b.cost.hard - a.cost.hard || b.cost.medium - a.cost.medium || b.cost.soft - a.cost.soft,
  );
}

/** Hard before medium before soft, then by cost. */
function weightOf(match: ToldMatch | undefined): number {
  if (match === undefined) return 0;
  return match.weighted + (match.level === 'hard' ? 1e12 : match.level === 'medium' ? 1e9 : 0);
}

function idsOf({ ruleId, concerns }: ToldMatch, by: MatchGrouping): readonly string[] {
  switch (by) {
    case 'rule':
      return [ruleId];
    case 'staff':
      return concerns.staff;
    case 'class':
      return concerns.classes;
    case 'room':
      return concerns.rooms;
    case 'student':
      return concerns.students;
  }
}

function nameOf(
  id: string,
  by: MatchGrouping,
  index: ProblemIndex,
  titles: ReadonlyMap<string, Bilingual>,
): Bilingual {
  switch (by) {
    case 'rule':
      return titles.get(id) ?? same(id);
    case 'staff':
      return same(staffName(index, id));
    case 'class':
      return same(className(index, id));
    case 'room':
      return same(roomName(index, id));
    case 'student':
      return same(id);
  }
}
