import type { Bilingual } from '../../src/domain/bilingual.ts';
import {
  className,
  figure,
  listOf,
  periodName,
  roleNames,
  roomName,
  same,
  seriesName,
  sessionName,
  staffName,
  weekdayName,
} from '../../src/domain/naming.ts';
import type { Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { careWords } from '../../src/domain/views/words.ts';
import type { Match, Rule } from '../rules/rule.ts';

type SessionById = (id: string) => Session | undefined;

/** The sentence of one match: the text of its rule with its places filled in. */
export function tellMatch(
  rule: Rule,
  match: Match,
  index: ProblemIndex,
  sessionById: SessionById,
  telling = rule.tell,
): Bilingual {
  const text = typeof telling === 'function' ? telling(match) : telling;
  const places = placesOf(match, index, sessionById);
  const fill = (language: keyof Bilingual) =>
    text[language].replaceAll(placeAndNoun, (whole, name: string, noun: string = '') => {
      const value = places.get(name)?.()[language];
      if (value === undefined) return whole;
      return value + (value === '1' ? noun.replace(/s$/, '') : noun);
    });
  return { zh: fill('zh'), en: fill('en') };
}

/** A place, and in English the plural that it counts: "{value} sessions" is "1 session" for one. */
const placeAndNoun =
  /\{(\w+)\}( (?:late evenings|idle minutes|sessions|weekdays|days|minutes|clubs|pupils|seats|rooms|times)\b)?/g;

/** Every place of a text by name; worked out only where the text has it. */
function placesOf(
  match: Match,
  index: ProblemIndex,
  sessionById: SessionById,
): Map<string, () => Bilingual> {
  const places = new Map<string, () => Bilingual>();
  const list = (
    name: NonNullable<Parameters<typeof listOf>[1]>,
    ids: readonly string[] | undefined,
    of: (id: string) => Bilingual,
  ) => {
    if (ids === undefined) return;
    places.set(name, () => listOf(ids.map(of), name));
    places.set(`${name}Count`, () => same(String(ids.length)));
  };
  list('people', match.staffIds, (id) => same(staffName(index, id)));
  list('classes', match.classIds, (id) => same(className(index, id)));
  list('rooms', match.roomIds, (id) => same(roomName(index, id)));
  list('pupils', match.studentIds, same);
  list('periods', match.periodIds, (id) => periodName(index, id));
  list('sessions', match.sessionIds, (id) => {
    const session = sessionById(id);
    return session === undefined ? same(id) : sessionName(index, session);
  });
  const { activityId, weekday } = match;
  if (activityId !== undefined)
    places.set('series', () => seriesName(index, activityId, match.forKey));
  if (weekday !== undefined) places.set('day', () => weekdayName(weekday));
  places.set('count', () => same(String(match.count ?? 1)));
  for (const [name, value] of Object.entries(match.detail ?? {}))
    places.set(name, () => (typeof value === 'number' ? same(figure(value)) : wordOf(name, value)));
  return places;
}

/** A code of the contract that stands in a detail, as people say it; a segment is that of care. */
function wordOf(place: string, code: string): Bilingual {
  const words: Record<string, Bilingual> = place === 'role' ? roleNames : careWords;
  return words[code] ?? same(code);
}
