import type { Bilingual } from './bilingual.ts';
import { entryNames, type IdList } from './checks/lookup.ts';
import type { DataWarning } from './data-warnings.ts';
import { listOf } from './naming.ts';
import { quote, quoteZh } from './pointer.ts';
import type { Problem } from './problem.ts';

/**
 * Names what a baseline speaks of and the data have no more: somebody who left, a room that was
 * closed. A plan can keep nothing of these; a mistyped id would look the same.
 */
export function baselineGone(problem: Problem): DataWarning[] {
  const { baseline } = problem;
  if (baseline === undefined) return [];
  const parts: Bilingual[] = [];
  const look = (list: IdList, ids: readonly (string | null | undefined)[]) => {
    const known = new Set(problem[list]?.map(({ id }) => id));
    const gone = new Set(ids.filter((id) => id !== null && id !== undefined && !known.has(id)));
    if (gone.size === 0) return;
    const names = listOf([...gone].map((id) => ({ zh: quoteZh(id), en: quote(id) })));
    const { zh, en } = entryNames[list];
    parts.push({ zh: `${zh}${names.zh}`, en: `${en} ${names.en}` });
  };
  const { sessions, openSessions, placements = [] } = baseline;
  const seats = sessions.flatMap((session) => session.seats);
  look(
    'staff',
    seats.map(({ staffId }) => staffId),
  );
  look(
    'rooms',
    sessions.map(({ roomId }) => roomId),
  );
  look(
    'activities',
    [...sessions, ...openSessions, ...placements].map((one) => one.activityId),
  );
  look(
    'classes',
    sessions.flatMap(({ classIds }) => classIds),
  );
  look(
    'periods',
    sessions.flatMap(({ periodIds }) => periodIds),
  );
  look('students', [
    ...sessions.flatMap(({ studentIds = [] }) => studentIds),
    ...placements.map(({ studentId }) => studentId),
  ]);
  if (parts.length === 0) return [];
  return [
    {
      code: 'baseline-gone',
      sentence: {
        zh: `原方案（baseline）里有些已不在数据中（${parts.map(({ zh }) => zh).join('；')}）：与它们有关的安排无法保留，其余照常尽量少改`,
        en: `The baseline speaks of what the data have no more (${parts.map(({ en }) => en).join('; ')}): what it had with these cannot be kept; of the rest, as little as can be is changed`,
      },
    },
  ];
}
