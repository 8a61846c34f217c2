import { checkActivities } from './checks/activities.ts';
import { FaultList } from './checks/fault-list.ts';
import { type Checking, entryNames, type IdList, idLists, makeLookup } from './checks/lookup.ts';
import { entries, type Loose } from './checks/loose.ts';
import { checkPeople } from './checks/people.ts';
import { checkPins } from './checks/pins.ts';
import { checkPlan } from './checks/plan.ts';
import { checkShape } from './checks/shape.ts';
import { sizeLimits } from './checks/size-limits.ts';
import { checkTerm } from './checks/term.ts';
import { checkTimes } from './checks/times.ts';
import { type Fault, makeFault } from './faults.ts';
import { parseJson } from './json-text.ts';
import { quote, quoteZh } from './pointer.ts';
import { type Problem, problemSchema } from './problem.ts';
import { ruleIds } from './rule-ids.ts';

export type ParsedProblem = { ok: true; problem: Problem } | { ok: false; faults: Fault[] };

/** A document larger than this cannot be a problem within the limits. */
export const maxProblemCharacters = 32 * 1024 * 1024;

/**
 * Checks a problem whole. It is taken or refused whole, with every fault that can be told: faults
 * of shape do not hide those that only the rest of the problem shows.
 */
export function parseProblem(input: unknown): ParsedProblem {
  const faults = new FaultList();
  const { cut, extraIds } = cutToLimits(input, faults);
  const shape = checkShape<Problem>(problemSchema, cut);
  faults.take(shape.faults);
  const loose = shape.loose;
  if (loose !== undefined) checkWhole(loose, extraIds, faults);
  if (faults.length === 0 && shape.whole !== undefined) return { ok: true, problem: shape.whole };
  return { ok: false, faults: faults.told() };
}

/** The same for JSON text; says the line and the column where it is none. */
export function parseProblemText(
  text: string,
  maxCharacters = maxProblemCharacters,
): ParsedProblem {
  const json = parseJson(text, maxCharacters);
  return json.ok ? parseProblem(json.value) : { ok: false, faults: [json.fault] };
}

function checkWhole(
  problem: Loose<Problem>,
  extraIds: Partial<Record<IdList, readonly string[]>>,
  faults: Fault[],
): void {
  // A list that could not be read at all: nobody can tell whether an id is in it.
  const unreadable = new Set(
    faults.filter((f) => idLists.some((list) => f.path === `/${list}`)).map((f) => f.path.slice(1)),
  );
  for (const list of Object.keys(extraIds)) unreadable.delete(list);
  const known = makeLookup(problem, extraIds, unreadable);
  const checking: Checking = { problem, known, faults };
  checkIds(checking);
  checkTimes(checking);
  checkPeople(checking);
  checkActivities(checking);
  checkRules(checking);
  checkPins(checking);
  checkTerm(checking);
  if (problem.baseline !== undefined) checkPlan(problem.baseline, known, faults, ['baseline']);
}

/** Ids are unique in their list. */
function checkIds({ problem, faults }: Checking): void {
  for (const list of idLists) {
    const first = new Map<string, number>();
    for (const [i, { id }] of entries<{ readonly id?: string | undefined }>(problem[list])) {
      if (id === undefined) continue;
      const before = first.get(id);
      if (before === undefined) first.set(id, i);
      else {
        const what = {
          zh: `${entryNames[list].zh}编号${quoteZh(id)}在前面第 ${before + 1} 项已经用过`,
          en: `the ${entryNames[list].en} id ${quote(id)} is used before, at place ${before}`,
        };
        faults.push(makeFault('duplicate-id', [list, i, 'id'], what, { value: id }));
      }
    }
  }
}

const knownRules: ReadonlySet<string> = new Set(ruleIds);

function checkRules({ problem: { rules }, faults }: Checking): void {
  const check = (id: string, path: (string | number)[]) => {
    if (knownRules.has(id)) return;
    const what = { zh: `没有${quoteZh(id)}这条规则`, en: `there is no rule ${quote(id)}` };
    faults.push(makeFault('unknown-rule', path, what, { value: id }));
  };
  for (const id of Object.keys(rules?.weights ?? {})) check(id, ['rules', 'weights', id]);
  for (const [i, id] of entries(rules?.off)) check(id, ['rules', 'off', i]);
}

/**
 * Reports lists over their limit and cuts them, so that a list of a million is not read. The ids
 * of what was cut off still count as known: one fault shall not breed thousands.
 */
function cutToLimits(
  input: unknown,
  faults: Fault[],
): { cut: unknown; extraIds: Partial<Record<IdList, readonly string[]>> } {
  const extraIds: Partial<Record<IdList, readonly string[]>> = {};
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { cut: input, extraIds };
  }
  let cut = input as Record<string, unknown>;
  for (const [list, limit] of Object.entries(sizeLimits) as [IdList, number][]) {
    const value = Object.hasOwn(cut, list) ? cut[list] : undefined;
    if (!Array.isArray(value) || value.length <= limit) continue;
    const what = {
      zh: `${entryNames[list as IdList].zh}有 ${value.length} 项，上限是 ${limit}`,
      en: `there are ${value.length} ${list}, and the limit is ${limit}`,
    };
    faults.push(makeFault('too-many', [list], what, { value: value.length }));
    cut = { ...cut, [list]: value.slice(0, limit) };
    const rest: unknown[] = value.slice(limit);
    extraIds[list] = rest.flatMap((item) => {
      const id = (item as { id?: unknown } | null | undefined)?.id;
      return typeof id === 'string' ? [id] : [];
    });
  }
  return { cut, extraIds };
}

export { type ParsedPlan, parsePlan, parsePlanForScoring } from './parse-plan.ts';
