import { namesApart } from '../../src/domain/names-apart.ts';
import type { Problem } from '../../src/domain/problem.ts';

/** What people call things: names where there are any, else ids; those of one name are told apart. */
export interface Names {
  person(id: string): string;
  room(id: string): string;
  schoolClass(id: string): string;
  activity(id: string): string;
  /** Classes as one short text, long lists cut: "三年级1班、三年级2班 等5个班". */
  classes(ids: readonly string[], most?: number): string;
}

export function namesOf(problem: Problem, list: (names: readonly string[]) => string): Names {
  const look = (all: readonly { id: string; name?: string | undefined }[]) => {
    const names = namesApart(all);
    return (id: string) => names.get(id) ?? id;
  };
  const schoolClass = look(problem.classes);
  return {
    person: look(problem.staff),
    room: look(problem.rooms),
    schoolClass,
    activity: look(problem.activities),
    classes(ids, most = 3) {
      const shown = list(ids.slice(0, most).map(schoolClass));
      return ids.length > most ? `${shown} +${ids.length - most}` : shown;
    },
  };
}
