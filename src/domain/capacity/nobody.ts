import type { Bilingual } from '../bilingual.ts';
import { roleNames } from '../naming.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isBarred } from '../staff.ts';

/** A seat of an activity that nobody of the school may take, whatever the plan. */
export interface SeatForNobody {
  activityId: string;
  sentence: Bilingual;
}

/**
 * Most often a qualification that is written in one way at the activity and in another at the
 * people. A club of such a seat cannot open, and no check of people against posts tells of it: an
 * activity that need not take place is no post that stays open.
 */
export function seatsForNobody({ problem }: ProblemIndex): SeatForNobody[] {
  if (problem.rules?.off?.includes('staffQualified')) return [];
  const people = problem.staff.filter((person) => !isBarred(person));
  const known = new Set(people.flatMap(({ qualifications }) => qualifications ?? []));
  return problem.activities.flatMap(({ id, name, seats }) => {
    const seat = seats.find(
      ({ qualification, kinds }) =>
        !people.some(
          (person) =>
            (qualification === undefined || person.qualifications?.includes(qualification)) &&
            (kinds === undefined || kinds.includes(person.kind)),
        ),
    );
    if (seat === undefined) return [];
    const { role, qualification = '' } = seat;
    const isUnknown = qualification !== '' && !known.has(qualification);
    const near = [...known].find(
      (one) => one.includes(qualification) || qualification.includes(one),
    );
    const meant = isUnknown ? near : undefined;
    const what = name || id;
    return [
      {
        activityId: id,
        sentence: {
          zh: `${what}的${roleNames[role].zh}岗没有人能上：${isUnknown ? `没有人有资质“${qualification}”${meant === undefined ? '' : `（是不是“${meant}”？）`}` : '没有人同时符合要求的资质和人员类别'}`,
          en: `Nobody may take the ${roleNames[role].en} seat of ${what}: ${isUnknown ? `nobody has the qualification “${qualification}”${meant === undefined ? '' : ` (is “${meant}” meant?)`}` : 'nobody has both the qualification and the kind that it asks for'}`,
        },
      },
    ];
  });
}
