import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { careSeatCount } from '../rules/group-size.ts';
import { isOff } from '../rules/registry.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { isPinned } from './merges.ts';
import type { Way } from './ways.ts';

/**
 * The way by which an open care post is not needed: an adult may look after so many more pupils
 * that the others in the session are enough. The seats of all care follow from it, so it says how
 * many fewer they are, and how many of these are open.
 */
export function fewerAdultsFor(session: SessionView, { view, index }: Asking): Way | undefined {
  const now = index.params.care.pupilsPerAdult;
  const [stays] = session.people;
  if (session.hosting !== 'care' || now === undefined || stays === undefined) return undefined;
  if (isOff(index.problem, 'groupSize')) return undefined;
  const figure = Math.ceil(session.headcount / (session.seats.length - 1));
  if (figure <= now) return undefined;
  let fewer = 0;
  let open = 0;
  for (const care of view.sessions) {
    if (care.hosting !== 'care') continue;
    const left = seatsWith(figure, care, index);
    const closed = Math.max(0, care.seats.length - left);
    const openNow = care.seats.filter(({ staff }) => staff === undefined).length;
    // Others may go, but whom a pin holds stays.
    if (closed > openNow && isPinned(care, index)) return undefined;
    fewer += closed;
    open += Math.min(closed, openNow);
  }
  const text = {
    zh: `每名看护教师的学生数由 ${now} 名提高到 ${figure} 名（一周共少 ${fewer} 个看护岗，其中 ${open} 个空缺）`,
    en: `let an adult look after ${figure} pupils instead of ${now} (${fewer} care ${fewer === 1 ? 'seat' : 'seats'} fewer a week, ${open} of them open)`,
  };
  const value = `pupilsPerAdult=${figure}`;
  const { id } = stays;
  return {
    staffId: id,
    relaxations: [{ kind: 'adults', ruleId: 'groupSize', staffId: id, text, value }],
  };
}

function seatsWith(
  pupilsPerAdult: number,
  { headcount }: SessionView,
  index: ProblemIndex,
): number {
  const { params } = index;
  return careSeatCount(headcount, { ...params, care: { ...params.care, pupilsPerAdult } });
}
