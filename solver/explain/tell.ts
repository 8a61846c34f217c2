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

/** What matches of one plan are told with; a session that many of them name is named once. */
export class Telling {
  readonly index: ProblemIndex;
  private readonly sessionById: (id: string) => Session | undefined;
  private readonly names: Map<Session, Bilingual>;

  constructor(
    index: ProblemIndex,
    sessionById: (id: string) => Session | undefined,
    names = new Map<Session, Bilingual>(),
  ) {
    this.index = index;
    this.sessionById = sessionById;
    this.names = names;
  }

  sessionOf(id: string): Session | undefined {
    return this.sessionById(id);
  }

  sessionName(id: string): Bilingual {
    const session = this.sessionById(id);
    if (session === undefined) return same(id);
    const name = this.names.get(session) ?? sessionName(this.index, session);
    this.names.set(session, name);
    return name;
  }
}

/** The sentence of one match: the text of its rule with its places filled in. */
export function tellMatch(rule: Rule, match: Match, telling: Telling, how = rule.tell): Bilingual {
  const text = typeof how === 'function' ? how(match) : how;
  return {
    zh: fill(text.zh, 'zh', match, telling),
    en: fill(text.en, 'en', match, telling),
  };
}

function fill(text: string, language: keyof Bilingual, match: Match, telling: Telling): string {
  let filled = '';
  for (const { before, place, noun } of partsOf(text)) {
    filled += before;
    if (place === undefined) continue;
    const value = textAt(place, match, telling)?.[language];
    if (value === undefined) filled += `{${place}}${noun}`;
    else filled += value + (value === '1' ? noun.replace(/s$/, '') : noun);
  }
  return filled;
}

/** A stretch of a text and the place after it; none after the last. */
interface Part {
  before: string;
  place?: string;
  noun: string;
}

/** A place, and in English the plural that it counts: "{value} sessions" is "1 session" for one. */
const placeAndNoun =
  /\{(\w+)\}( (?:late evenings|idle minutes|sessions|weekdays|days|minutes|clubs|pupils|seats|rooms|times)\b)?/g;

/** Texts of rules are told thousands of times; a few of them differ by the data. */
const mostKnown = 1000;
const known = new Map<string, readonly Part[]>();

function partsOf(text: string): readonly Part[] {
  const found = known.get(text);
  if (found !== undefined) return found;
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: whole, 1: place = '', 2: noun = '', index } of text.matchAll(placeAndNoun)) {
    parts.push({ before: text.slice(from, index), place, noun });
    from = index + whole.length;
  }
  parts.push({ before: text.slice(from), noun: '' });
  if (known.size >= mostKnown) known.clear();
  known.set(text, parts);
  return parts;
}

/** What stands in a place of a text; a figure of the detail goes before the ids of the same name. */
function textAt(place: string, match: Match, telling: Telling): Bilingual | undefined {
  const { index } = telling;
  const figureOf = match.detail?.[place];
  if (figureOf !== undefined)
    return typeof figureOf === 'number' ? same(figure(figureOf)) : wordOf(place, figureOf);
  switch (place) {
    case 'series':
      return match.activityId === undefined
        ? undefined
        : seriesName(index, match.activityId, match.forKey);
    case 'day':
      return match.weekday === undefined ? undefined : weekdayName(match.weekday);
    case 'count':
      return same(String(match.count ?? 1));
  }
  const counted = place.endsWith('Count') ? place.slice(0, -'Count'.length) : undefined;
  const list = listsOf[counted ?? place];
  const ids = list && match[list.ids];
  if (list === undefined || ids === undefined) return undefined;
  if (counted !== undefined) return same(String(ids.length));
  return listOf(
    ids.map((id) => list.of(id, telling)),
    place as ListName,
  );
}

type ListName = NonNullable<Parameters<typeof listOf>[1]>;

const listsOf: Readonly<
  Record<
    string,
    {
      ids: 'staffIds' | 'classIds' | 'roomIds' | 'studentIds' | 'periodIds' | 'sessionIds';
      of: (id: string, telling: Telling) => Bilingual;
    }
  >
> = {
  people: { ids: 'staffIds', of: (id, { index }) => same(staffName(index, id)) },
  classes: { ids: 'classIds', of: (id, { index }) => same(className(index, id)) },
  rooms: { ids: 'roomIds', of: (id, { index }) => same(roomName(index, id)) },
  pupils: { ids: 'studentIds', of: same },
  periods: { ids: 'periodIds', of: (id, { index }) => periodName(index, id) },
  sessions: { ids: 'sessionIds', of: (id, telling) => telling.sessionName(id) },
};

/** A code of the contract that stands in a detail, as people say it; a segment is that of care. */
function wordOf(place: string, code: string): Bilingual {
  const words: Record<string, Bilingual> = place === 'role' ? roleNames : careWords;
  return words[code] ?? same(code);
}
