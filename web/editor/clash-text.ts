import type { Problem } from '../../src/domain/problem.ts';
import type { Messages } from '../i18n/zh.ts';
import { fieldOfFault } from './fault-places.ts';
import { fieldValue, showValue } from './field.ts';
import { schoolFields } from './fields-school.ts';
import type { Clash } from './merge.ts';
import type { Options } from './options.ts';
import { fieldsOfList, isList } from './part-fields.ts';
import { partOfPath } from './parts.ts';
import { paramFields } from './rules-part.tsx';

const LONGEST = 120;

/** Where two versions differ and what stands there in each, as the editor names things. */
export function clashText(
  { steps, mine, theirs }: Clash,
  versions: { mine: Problem; theirs: Problem },
  t: Messages,
  options: Options,
): { place: string; mine: string; theirs: string } {
  const [first = '', id, ...rest] = steps;
  const words: string[] = [t.problems.partNames[partOfPath(first)]];
  if (!isList(first) || id === undefined) {
    const single = fieldOfFault([...schoolFields(t, options), ...paramFields(t, options)], steps);
    const more = single ? [single.title.trim()] : steps.slice(1);
    return { place: [...words, ...more].join(' · '), ...plain() };
  }
  const entryOf = (problem: Problem) =>
    ((problem[first] ?? []) as readonly { id?: string; name?: string }[]).find(
      (one) => one.id === id,
    );
  const [own, other] = [entryOf(versions.mine), entryOf(versions.theirs)];
  words.push([id, own?.name ?? other?.name].filter(Boolean).join(' '));
  const field = fieldOfFault(fieldsOfList(first, t, options), rest);
  if (rest.length === 0 || !field) return { place: [...words, ...rest].join(' · '), ...plain() };
  const shown = (entry: unknown) => showValue(field, fieldValue(field, entry)) || t.word.none;
  return {
    place: [...words, field.title.trim()].join(' · '),
    mine: shown(own),
    theirs: shown(other),
  };

  function plain() {
    return { mine: valueText(mine, t), theirs: valueText(theirs, t) };
  }
}

function valueText(value: unknown, t: Messages): string {
  if (value === undefined) return t.editor.merge.gone;
  const { name, id } = (value ?? {}) as { name?: string; id?: string };
  const text = typeof value === 'string' ? value : (name ?? id ?? JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
