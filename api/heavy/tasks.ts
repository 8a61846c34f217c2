import {
  analyse,
  explainPlan,
  explainSession,
  fairnessOf,
  groupMatches,
  type MatchGrouping,
  rules,
  seatCandidates,
  tellMatches,
  verify,
  whyNot,
  withHardCauses,
} from '../../solver/index.ts';
import { checkCapacity } from '../../src/domain/capacity/capacity.ts';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import { seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import { checkShape } from '../../src/domain/checks/shape.ts';
import type { PlanOfData } from '../../src/domain/compare/changes.ts';
import { comparePlans } from '../../src/domain/compare/compare.ts';
import { planKpis, withoutPriority } from '../../src/domain/compare/kpis.ts';
import { dataWarnings } from '../../src/domain/data-warnings.ts';
import { checkEdits, type Edit } from '../../src/domain/edit.ts';
import { type Fault, makeFault } from '../../src/domain/faults.ts';
import { problemHash } from '../../src/domain/hash.ts';
import { schoolName } from '../../src/domain/naming.ts';
import { parsePlanForScoring } from '../../src/domain/parse-plan.ts';
import type { Subject, TermDates } from '../../src/domain/portal-week.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import { type ParsedProblem, parseProblem } from '../../src/domain/validate.ts';
import type { HeldPlan } from '../../src/domain/validity.ts';
import {
  type ExportKind,
  exportPlan,
  type MadeFile,
  packFiles,
  portalCalendar,
  readWorkbook,
  writeTemplate,
  writeWorkbook,
} from '../../src/files/index.ts';
import { type GeneratorOptions, generateProblem, usualWeek } from '../../src/generator/index.ts';
import {
  type PackedPlan,
  type PackedProblem,
  packPlan,
  packProblem,
} from '../../src/store/index.ts';
import { handPlanSchema } from '../explain-schemas.ts';
import { readJsonBytes } from '../json-bytes.ts';
import { withoutFlags } from '../without-flags.ts';

/**
 * What takes longer than the event loop may be held up. Each function is a task that `HeavyWork`
 * runs in a thread. Documents come as the JSON text that the store keeps, and answers go back as
 * JSON text or as files, so that the main thread neither reads nor writes any of them.
 */

/** A plan and its problem, as JSON text. */
export interface Stored {
  problem: Uint8Array;
  plan: Uint8Array;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; faults: Fault[] };

export async function readProblem(bytes: Uint8Array): Promise<Outcome<PackedProblem>> {
  const json = readJsonBytes(bytes);
  return json.ok ? await packed(parseProblem(json.value)) : { ok: false, faults: [json.fault] };
}

export async function importWorkbook(bytes: Uint8Array): Promise<Outcome<PackedProblem>> {
  return await packed(await readWorkbook(bytes));
}

async function packed(read: ParsedProblem): Promise<Outcome<PackedProblem>> {
  return read.ok ? { ok: true, value: await packProblem(read.problem) } : read;
}

export function plainProblem(problem: Uint8Array): Uint8Array {
  return toText(withoutFlags(fromText<Problem>(problem)));
}

export async function workbook(asked: {
  problem: Uint8Array;
  isWhole: boolean;
}): Promise<MadeFile> {
  const problem = fromText<Problem>(asked.problem);
  return await writeWorkbook(asked.isWhole ? problem : withoutFlags(problem), rules);
}

/** A workbook to fill in with the usual week in it, or one that is filled in with a generated school. */
export async function template(example: GeneratorOptions | undefined): Promise<MadeFile> {
  return await (example
    ? writeWorkbook(generateProblem(example), rules)
    : writeTemplate(usualWeek(), rules));
}

export function generated(options: GeneratorOptions): Uint8Array {
  return toText(generateProblem(options));
}

export function capacity(problem: Uint8Array): Uint8Array {
  const index = indexProblem(fromText<Problem>(problem));
  return toText({
    shortages: checkCapacity(index),
    seatsForNobody: seatsForNobody(index),
    hardConflicts: hardConflicts(index),
    warnings: dataWarnings(index),
  });
}

/** A published plan as JSON text, with its problem, and from when to when it holds. */
export interface HeldTexts extends Stored {
  from: string;
  to: string | null;
}

function openHeld({ from, to, ...stored }: HeldTexts): HeldPlan {
  return { from, to, held: open(stored) };
}

/** The dates of a problem's term. */
export function termOf(problem: Uint8Array): TermDates | undefined {
  return fromText<Problem>(problem).term;
}

export interface ExportAsked extends Stored {
  as: ExportKind;
  withRolls: boolean;
  /** Of a published plan: from when to when it holds, and what holds in its term. */
  published?: { spans: Pick<HeldTexts, 'from' | 'to'>[]; held: HeldTexts[] };
}

/** `no-term` when dates are wanted and there are none. */
export async function planFile(asked: ExportAsked): Promise<MadeFile | 'no-term'> {
  const { plan, problem } = open(asked);
  const { as, withRolls, published } = asked;
  if (as === 'ics' && problem.term === undefined) return 'no-term';
  const files = await exportPlan(plan, problem, as, {
    withRolls,
    ...(published && { published: { ...published, held: published.held.map(openHeld) } }),
  });
  const [only] = files;
  if (only !== undefined && files.length === 1) return only;
  return await packFiles(`${schoolName(problem.school)}-${as}`, files);
}

/** The calendar of one subject as text. */
export async function calendar(asked: {
  held: HeldTexts[];
  subject: Subject;
  publishedAt: Date;
}): Promise<string | 'no-subject'> {
  const held = asked.held.map(openHeld);
  return (await portalCalendar(held, asked.subject, asked.publishedAt)) ?? 'no-subject';
}

/** Rules whose matches tell what marks single pupils: doubled wishes, and mentors. */
const ofPupils: ReadonlySet<string> = new Set(['choice', 'mentor']);
const titles = new Map(rules.map((rule) => [rule.id, rule.title]));

export interface MatchesAsked extends Stored {
  by: MatchGrouping;
  seesPupils: boolean;
}

export function matches({ by, seesPupils, ...stored }: MatchesAsked): Uint8Array {
  const { plan, index } = open(stored);
  const analysis = analyse(index, plan);
  const all = withHardCauses(index, plan, tellMatches(analysis, plan, index));
  const seen = seesPupils ? all : all.filter(({ ruleId }) => !ofPupils.has(ruleId));
  const groups = groupMatches(seen, by, index, titles);
  return toText({ ...analysis.score, matches: seen, by, groups });
}

export function explanation({
  candidates,
  ...stored
}: Stored & { candidates?: number | undefined }): Uint8Array {
  const { plan, index } = open(stored);
  return toText(explainPlan(index, plan, { candidates }));
}

export function openPosts(asked: Stored & { sessionId: string }): Outcome<Uint8Array> {
  const { plan, index } = open(asked);
  if (!plan.sessions.some(({ id }) => id === asked.sessionId)) {
    const what = { zh: '方案里没有这个场次', en: 'there is no such session in the plan' };
    const value = asked.sessionId;
    return { ok: false, faults: [makeFault('unknown-reference', ['sessionId'], what, { value })] };
  }
  return { ok: true, value: toText(explainSession(index, plan, asked.sessionId)) };
}

export function fairness(stored: Stored): Uint8Array {
  const { plan, index } = open(stored);
  return toText(fairnessOf(index, plan));
}

export function candidates(
  asked: Stored & { sessionId: string; seat: number },
): Outcome<Uint8Array> {
  const { sessionId, seat } = asked;
  const { plan, index } = open(asked);
  const faults = checkEdits([{ seat: { sessionId, seat, staffId: null } }], plan, index);
  if (faults.length > 0) {
    const named = faults.map((fault) => ({ ...fault, path: fault.path.replace('/0/seat', '') }));
    return { ok: false, faults: named };
  }
  return { ok: true, value: toText(seatCandidates(index, plan, sessionId, seat)) };
}

export function trial(asked: Stored & { edits: Edit[] }): Outcome<Uint8Array> {
  const { plan, index } = open(asked);
  const faults = checkEdits(asked.edits, plan, index, ['edits']);
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, value: toText(whyNot(index, plan, asked.edits)) };
}

/** Which problem a plan made by hand is of; the rest of the body is only looked at in threads. */
export function problemOfHandPlan(body: Uint8Array): Outcome<string> {
  const json = readJsonBytes(body);
  if (!json.ok) return { ok: false, faults: [json.fault] };
  const { faults, whole } = checkShape<{ problemId: string }>(handPlanSchema, json.value);
  if (whole === undefined) return { ok: false, faults: faults.told() };
  return { ok: true, value: whole.problemId };
}

/** A plan made by hand: checked, scored anew, and ready to be stored. */
export async function handPlan(asked: {
  problem: Uint8Array;
  body: Uint8Array;
}): Promise<Outcome<PackedPlan>> {
  const stored = fromText<Problem>(asked.problem);
  const given = fromText<{ plan: unknown }>(asked.body).plan;
  const parsed = parsePlanForScoring(given, indexProblem(stored));
  if (!parsed.ok) return { ok: false, faults: below('plan', parsed.faults) };
  const problem = problemOfPlan(stored, parsed.plan);
  const hash = problemHash(problem);
  const { problemHash: named } = parsed.plan;
  if (named !== '' && named !== hash && named !== problemHash(stored)) {
    const what = 'the plan carries the hash of another problem';
    const fault = makeFault('plan-of-other-problem', ['plan', 'problemHash'], what);
    return { ok: false, faults: [fault] };
  }
  const plan = { ...parsed.plan, problemId: stored.school.id, problemHash: hash };
  plan.score = verify(problem, plan);
  return { ok: true, value: await packPlan(plan, problem) };
}

/** The faults of a document that stands inside the body. */
function below(field: string, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, path: `/${field}${fault.path}` }));
}

export interface ComparisonAsked {
  a: Stored;
  b: Stored;
  seesPupils: boolean;
}

export function comparison(asked: ComparisonAsked): Uint8Array {
  const [first, second] = [asked.a, asked.b].map(({ problem, plan }) => ({
    index: indexProblem(fromText<Problem>(problem)),
    plan: fromText<Plan>(plan),
  })) as [PlanOfData, PlanOfData];
  const compared = comparePlans(first, second);
  if (asked.seesPupils) return toText(compared);
  const { a, b } = compared.kpis;
  return toText({ ...compared, kpis: { a: withoutPriority(a), b: withoutPriority(b) } });
}

export function keyFigures(asked: (Stored & { id: string; seesPupils: boolean })[]): Uint8Array {
  const rows = asked.map(({ id, seesPupils, ...stored }) => {
    const problem = fromText<Problem>(stored.problem);
    const kpis = planKpis(indexProblem(problem), fromText<Plan>(stored.plan));
    return { id, kpis: seesPupils ? kpis : withoutPriority(kpis) };
  });
  return toText(rows);
}

function open(stored: Stored) {
  const plan = fromText<Plan>(stored.plan);
  const problem = problemOfPlan(fromText<Problem>(stored.problem), plan);
  return { plan, problem, index: indexProblem(problem) };
}

function fromText<T>(text: Uint8Array): T {
  return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString('utf8')) as T;
}

function toText(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
