import type { Bilingual } from '../../src/domain/bilingual.ts';
import { className, roomName, same, staffName } from '../../src/domain/naming.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';

/** How often one person, room or class stood in the way, and by which rules. */
export interface Conflict {
  kind: 'staff' | 'room' | 'class';
  id: string;
  name: Bilingual;
  /** Tries that failed with it. */
  count: number;
  rules: Record<string, number>;
  /** What was tried, most often blocked first. */
  blocked: { what: Bilingual; count: number }[];
}

interface Row {
  count: number;
  rules: Map<string, number>;
  blocked: Map<string, { what: Bilingual; count: number }>;
}

const shownBlocked = 5;

/**
 * Counts what stands in the way while open posts and missing sessions are tried with every
 * person, room and place in the week, and held sessions at their other times.
 */
export class ConflictTally {
  private tries = 0;
  private readonly rows = {
    staff: new Map<string, Row>(),
    room: new Map<string, Row>(),
    class: new Map<string, Row>(),
  };

  /** One try with a person, a room or a class; without rules it succeeded. */
  note(kind: Conflict['kind'], id: string, ruleIds: readonly string[], what: Bilingual): void {
    this.tries++;
    if (ruleIds.length === 0) return;
    let row = this.rows[kind].get(id);
    if (row === undefined) {
      row = { count: 0, rules: new Map(), blocked: new Map() };
      this.rows[kind].set(id, row);
    }
    row.count++;
    for (const ruleId of new Set(ruleIds)) row.rules.set(ruleId, (row.rules.get(ruleId) ?? 0) + 1);
    const blocked = row.blocked.get(what.en);
    if (blocked) blocked.count++;
    else row.blocked.set(what.en, { what, count: 1 });
  }

  /** The most frequent first. */
  report(index: ProblemIndex): { tries: number; conflicts: Conflict[] } {
    const list = (kind: Conflict['kind'], nameOf: (index: ProblemIndex, id: string) => string) =>
      [...this.rows[kind]].map(
        ([id, { count, rules, blocked }]): Conflict => ({
          kind,
          id,
          name: same(nameOf(index, id)),
          count,
          rules: Object.fromEntries([...rules].sort((a, b) => b[1] - a[1])),
          blocked: [...blocked.values()].sort((a, b) => b.count - a.count).slice(0, shownBlocked),
        }),
      );
    const conflicts = [
      ...list('staff', staffName),
      ...list('room', roomName),
      ...list('class', className),
    ];
    return { tries: this.tries, conflicts: conflicts.sort((a, b) => b.count - a.count) };
  }
}
