import type { Problem } from '../../src/domain/problem.ts';
import type { Messages } from '../i18n/zh.ts';
import { fieldOfFault } from './fault-places.ts';
import { fieldValue, showValue } from './field.ts';
import { paramFields } from './fields-rules.ts';
import { schoolFields } from './fields-school.ts';
import type { Clash } from './merge.ts';
import type { Options } from './options.ts';
import { fieldsOfList, isList } from './part-fields.ts';
import { partOfPath } from './parts.ts';

const LONGEST = 120;

/** Where two versions differ and what stands there in each, as the editor names things. */
export function clashText(
  { steps, mine, theirs }: Clash,
  versions: { mine: Problem; theirs: Problem },
  t: Messages,
  options: Options,
  rules: Titles,
): { place: string; mine: string; theirs: string } {
  const [first = '', id, ...rest] = steps;
  const titleOf = (rule: string) => rules.get(rule)?.title ?? rule;
  const words: string[] = [t.problems.partNames[partOfPath(first)]];
  if (first === 'rules' && (id === 'weights' || id === 'off')) {
    const [rule] = rest;
    const shown = (value: unknown) => ruleText(value, rule, rules, t);
    const name = rule === undefined ? [] : [titleOf(rule)];
    const what = id === 'weights' ? t.word.weight : t.editor.rulesOff;
    return {
      place: [...words, what, ...name].join(' · '),
      mine: shown(mine),
      theirs: shown(theirs),
    };
  }
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
  const shown = (entry: unknown) =>
    showValue(field, fieldValue(field, entry), t.word.list) || t.word.none;
  return {
    place: [...words, field.title.trim()].join(' · '),
    mine: shown(own),
    theirs: shown(other),
  };

  function plain() {
    return { mine: valueText(mine, t), theirs: valueText(theirs, t) };
  }
}

/** Titles of rules and their usual weights, by their ids. */
export type Titles = ReadonlyMap<string, { title: string; usual: number | null }>;

/** One rule's weight, the weights of several, or the rules that are off. */
function ruleText(value: unknown, rule: string | undefined, rules: Titles, t: Messages): string {
  const titleOf = (id: string) => rules.get(id)?.title ?? id;
  if (rule !== undefined)
    return value === undefined
      ? t.editor.usualWeight(rules.get(rule)?.usual ?? null)
      : String(value);
  if (Array.isArray(value))
    return t.word.list(value.map((id) => titleOf(String(id)))) || t.word.none;
  const all = Object.entries((value ?? {}) as Record<string, unknown>);
  return t.word.list(all.map(([id, weight]) => `${titleOf(id)} ${weight}`)) || t.word.none;
}

function valueText(value: unknown, t: Messages): string {
  if (value === undefined) return t.editor.merge.gone;
  const { name, id } = (value ?? {}) as { name?: string; id?: string };
  const text = typeof value === 'string' ? value : (name ?? id ?? JSON.stringify(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
