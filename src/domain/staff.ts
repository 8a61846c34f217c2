import type { Staff } from './problem.ts';

/** `teacher` and `leader` are school staff; the other kinds are outsiders. */
export function isSchoolStaff(person: Staff): boolean {
  return person.kind === 'teacher' || person.kind === 'leader';
}

export function isOutsider(person: Staff): boolean {
  return !isSchoolStaff(person);
}

/** What somebody lacks who is barred from every seat: the contract or the clean record, the training. */
export type Papers = 'cleared' | 'trained' | 'both';

export function papersLacked({ cleared, trained }: Staff): Papers | undefined {
  if (cleared === false) return trained === false ? 'both' : 'cleared';
  return trained === false ? 'trained' : undefined;
}

/** Without a contract, with a bad record, or untrained: barred from every seat. */
export function isBarred(person: Staff): boolean {
  return papersLacked(person) !== undefined;
}

/** Fair share relative to others: 1 for school staff, 0 for outsiders and the barred, unless given. */
export function shareOf(person: Staff): number {
  return person.share ?? (isBarred(person) || isOutsider(person) ? 0 : 1);
}
