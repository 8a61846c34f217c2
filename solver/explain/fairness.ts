import type { Bilingual } from '../../src/domain/bilingual.ts';
import { figure, segmentNames, staffName } from '../../src/domain/naming.ts';
import type { Segment, StaffKind } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { fairParts } from '../rules/fair-share.ts';
import { seatPay } from '../rules/pay.ts';
import type { PersonView } from '../rules/plan-people.ts';
import type { PlanView } from '../rules/plan-view.ts';
import type { ToldMatch } from './matches.ts';

/** How one person's week stands beside what would be fair. Minutes are load minutes. */
export interface FairnessStatement {
  staffId: string;
  name: string;
  kind: StaffKind;
  share: number;
  /** With what was carried over. */
  load: number;
  /** Null for those without a fair share. */
  loadTarget: number | null;
  /** Over comparable people: of the same kind and share. */
  loadMedian: number;
  /** Late evenings and early mornings. */
  edge: number;
  edgeTarget: number | null;
  edgeMedian: number;
  comparable: number;
  /** Weekdays with a late post, and with an early one; `edge` is both together. */
  late: number;
  early: number;
  /** Pairs of neighbouring weekdays that both have a late post. */
  streaks: number;
  /** Weekdays with a post. */
  days: number;
  /** In sessions, as the clock runs. */
  minutes: number;
  /** Yuan a week. */
  pay: number;
  /** Load minutes by segment, the most first. */
  parts: { segment: Segment; minutes: number }[];
  /** The dearest soft match that names this person; absent where there is none. */
  heaviest?: { ruleId: string; cost: number; sentence: Bilingual };
  sentence: Bilingual;
}

/** One statement for each person who has a share or a seat, those furthest over their target first. */
export function explainFairness(
  view: PlanView,
  index: ProblemIndex,
  matches: readonly ToldMatch[],
): FairnessStatement[] {
  const edgeOf = (person: PersonView) => person.lateDays.size + person.earlyDays.size;
  const targets = (carried: (person: PersonView) => number) =>
    new Map(fairParts(view, carried).map(({ person, target }) => [person.staff.id, target]));
  const loads = targets((person) => person.load);
  const edges = targets(edgeOf);
  const heaviest = heaviestMatches(matches);
  const statements = view.people
    .filter((person) => person.share > 0 || person.seats.length > 0)
    .map((person): FairnessStatement => {
      const { id, kind } = person.staff;
      const peers = view.people.filter(
        (other) => other.staff.kind === kind && other.share === person.share,
      );
      const match = heaviest.get(id);
      const facts = {
        staffId: id,
        name: staffName(index, id),
        kind,
        share: person.share,
        load: person.load,
        loadTarget: loads.get(id) ?? null,
        loadMedian: median(peers.map((peer) => peer.load)),
        edge: edgeOf(person),
        edgeTarget: edges.get(id) ?? null,
        edgeMedian: median(peers.map(edgeOf)),
        comparable: peers.length,
        late: person.lateDays.size,
        early: person.earlyDays.size,
        streaks: [...person.lateDays].filter((day) => person.lateDays.has(day + 1)).length,
        days: person.days.size,
        minutes: person.sessions.reduce((sum, { minutes }) => sum + minutes, 0),
        pay: person.seats.reduce((sum, seat) => sum + seatPay(seat), 0),
        parts: partsOf(person),
        ...(match === undefined
          ? {}
          : { heaviest: { ruleId: match.ruleId, cost: match.weighted, sentence: match.sentence } }),
      };
      return { ...facts, sentence: sentenceOf(facts) };
    });
  const over = ({ load, loadTarget }: FairnessStatement) => load - (loadTarget ?? load);
  return statements.sort((a, b) => over(b) - over(a));
}

function heaviestMatches(matches: readonly ToldMatch[]): Map<string, ToldMatch> {
  const found = new Map<string, ToldMatch>();
  for (const match of matches) {
    if (match.level !== 'soft') continue;
    // What concerns many at once says little of one of them.
    if (match.staffIds?.length !== 1) continue;
    const [id] = match.staffIds as [string];
    if (match.weighted > (found.get(id)?.weighted ?? 0)) found.set(id, match);
  }
  return found;
}

function partsOf(person: PersonView): FairnessStatement['parts'] {
  const minutes = new Map<Segment, number>();
  for (const { session } of person.seats) {
    const segment = session.periods[0]?.segment;
    if (segment === undefined) continue;
    minutes.set(segment, (minutes.get(segment) ?? 0) + session.seatLoad);
  }
  return [...minutes]
    .map(([segment, sum]) => ({ segment, minutes: sum }))
    .sort((a, b) => b.minutes - a.minutes);
}

function sentenceOf(facts: Omit<FairnessStatement, 'sentence'>): Bilingual {
  const { name, load, loadTarget, loadMedian, edge, edgeTarget, edgeMedian, parts, heaviest } =
    facts;
  const target = (value: number | null): Bilingual =>
    value === null
      ? { zh: '无应承担量', en: 'no share of it' }
      : { zh: `应承担 ${figure(value)}`, en: `fair ${figure(value)}` };
  const [loadText, edgeText] = [target(loadTarget), target(edgeTarget)];
  const main = parts[0];
  const zh = [
    `${name}：工作量 ${figure(load)} 分钟（${loadText.zh}，同类人员中位数 ${figure(loadMedian)}）`,
    `早晚岗 ${edge} 次（${edgeText.zh}，中位数 ${figure(edgeMedian)}）`,
    ...(main === undefined
      ? []
      : [`最多的是${segmentNames[main.segment].zh} ${figure(main.minutes)} 分钟`]),
    ...(heaviest === undefined ? [] : [`最不利的一项：${heaviest.sentence.zh}`]),
  ];
  const en = [
    `${name}: load ${figure(load)} min (${loadText.en}, median of comparable people ${figure(loadMedian)})`,
    `late and early posts ${edge} (${edgeText.en}, median ${figure(edgeMedian)})`,
    ...(main === undefined
      ? []
      : [`most of it in ${segmentNames[main.segment].en}, ${figure(main.minutes)} min`]),
    ...(heaviest === undefined ? [] : [`what weighs most: ${heaviest.sentence.en}`]),
  ];
  return { zh: zh.join('；'), en: en.join('; ') };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
