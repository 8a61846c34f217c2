import type { Bilingual } from '../../src/domain/bilingual.ts';
import { figure, segmentNames, staffName } from '../../src/domain/naming.ts';
import type { Segment, StaffKind } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { fairParts } from '../rules/fair-share.ts';
import { seatPay } from '../rules/pay.ts';
import type { PersonView } from '../rules/plan-people.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { rules } from '../rules/registry.ts';
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
  /** What weighs most on this person; absent where soft matches that name them alone cost nearly nothing. */
  heaviest?: Burden;
  sentence: Bilingual;
}

/** What one rule counts against a person. */
export interface Burden {
  ruleId: string;
  /** With the weight of the rule, over the matches that name this person alone. */
  cost: number;
  matches: number;
  /** Of that cost, over comparable people. */
  median: number;
  /** The dearest of the matches. */
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
  const burdens = burdensOf(matches);
  const statements = view.people
    .filter((person) => person.share > 0 || person.seats.length > 0)
    .map((person): FairnessStatement => {
      const { id, kind } = person.staff;
      const peers = view.people.filter(
        (other) => other.staff.kind === kind && other.share === person.share,
      );
      const [load, edge] = [person.load, edgeOf(person)];
      const [loadTarget, edgeTarget] = [loads.get(id) ?? null, edges.get(id) ?? null];
      // To have less than one's share costs too, but it is no burden.
      const lighter = [
        ...(load <= (loadTarget ?? load) ? ['fairLoad'] : []),
        ...(edge <= (edgeTarget ?? edge) ? ['fairEdge'] : []),
      ];
      const heaviest = heaviestOf(
        burdens.get(id),
        peers.map((peer) => burdens.get(peer.staff.id)),
        lighter,
      );
      const facts = {
        staffId: id,
        name: staffName(index, id),
        kind,
        share: person.share,
        load,
        loadTarget,
        loadMedian: median(peers.map((peer) => peer.load)),
        edge,
        edgeTarget,
        edgeMedian: median(peers.map(edgeOf)),
        comparable: peers.length,
        late: person.lateDays.size,
        early: person.earlyDays.size,
        streaks: [...person.lateDays].filter((day) => person.lateDays.has(day + 1)).length,
        days: person.days.size,
        minutes: person.sessions.reduce((sum, { minutes }) => sum + minutes, 0),
        pay: person.seats.reduce((sum, seat) => sum + seatPay(seat), 0),
        parts: partsOf(person),
        ...(heaviest === undefined ? {} : { heaviest }),
      };
      return { ...facts, sentence: sentenceOf(facts, person.staff.carryOver ?? 0) };
    });
  const over = ({ load, loadTarget }: FairnessStatement) => load - (loadTarget ?? load);
  return statements.sort((a, b) => over(b) - over(a));
}

type Burdens = ReadonlyMap<string, Omit<Burden, 'median'>>;

/** By person and rule: what soft matches that name them alone add up to. */
function burdensOf(matches: readonly ToldMatch[]): Map<string, Burdens> {
  const found = new Map<string, Map<string, Omit<Burden, 'median'>>>();
  // The dearest match of a rule comes first.
  for (const { ruleId, level, staffIds, weighted, sentence } of matches) {
    // What concerns many at once says little of one of them.
    if (level !== 'soft' || weighted === 0 || staffIds?.length !== 1) continue;
    const [id] = staffIds as [string];
    const own = found.get(id) ?? new Map<string, Omit<Burden, 'median'>>();
    found.set(id, own);
    const known = own.get(ruleId) ?? { ruleId, cost: 0, matches: 0, sentence };
    own.set(ruleId, { ...known, cost: known.cost + weighted, matches: known.matches + 1 });
  }
  return found;
}

/** The rule by which a person carries most beyond the median of comparable people. */
function heaviestOf(
  own: Burdens | undefined,
  peers: readonly (Burdens | undefined)[],
  leaveOut: readonly string[],
): Burden | undefined {
  const burdens = [...(own?.values() ?? [])]
    .filter(({ ruleId, cost }) => !leaveOut.includes(ruleId) && figure(cost) !== '0')
    .map((burden): Burden => {
      const costs = peers.map((peer) => peer?.get(burden.ruleId)?.cost ?? 0);
      return { ...burden, median: median(costs) };
    });
  const beyond = ({ cost, median }: Burden) => cost - median;
  return burdens.sort((a, b) => beyond(b) - beyond(a) || b.cost - a.cost)[0];
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

function sentenceOf(facts: Omit<FairnessStatement, 'sentence'>, carried: number): Bilingual {
  const { name, load, loadTarget, loadMedian, edge, edgeTarget, edgeMedian, parts, heaviest } =
    facts;
  // The median of one person is that person.
  const isAlone = facts.comparable < 2;
  const burden = heaviest === undefined ? undefined : burdenText(heaviest, isAlone);
  const target = (value: number | null): Bilingual =>
    value === null
      ? { zh: '无应承担量', en: 'no share of it' }
      : { zh: `应承担 ${figure(value)}`, en: `fair ${figure(value)}` };
  const [loadText, edgeText] = [target(loadTarget), target(edgeTarget)];
  const main = parts[0];
  // What is no post of this week is told apart: the posts do not add up to the load.
  const before: Bilingual =
    carried === 0
      ? { zh: '', en: '' }
      : {
          zh: `含结转 ${figure(carried)}，`,
          en: `${figure(carried)} of it carried over, `,
        };
  const zh = [
    `${name}：工作量 ${figure(load)} 分钟（${before.zh}${loadText.zh}，${isAlone ? '没有可比的同类人员' : `同类人员中位数 ${figure(loadMedian)}`}）`,
    `早晚岗 ${edge} 次（${edgeText.zh}${isAlone ? '' : `，中位数 ${figure(edgeMedian)}`}）`,
    ...(main === undefined
      ? []
      : [`最多的是${segmentNames[main.segment].zh} ${figure(main.minutes)} 分钟`]),
    ...(burden === undefined ? [] : [burden.zh]),
  ];
  const en = [
    `${name}: load ${figure(load)} min (${before.en}${loadText.en}, ${isAlone ? 'nobody is comparable' : `median of comparable people ${figure(loadMedian)}`})`,
    `late and early posts ${edge} (${edgeText.en}${isAlone ? '' : `, median ${figure(edgeMedian)}`})`,
    ...(main === undefined
      ? []
      : [`most of it in ${segmentNames[main.segment].en}, ${figure(main.minutes)} min`]),
    ...(burden === undefined ? [] : [burden.en]),
  ];
  return { zh: zh.join('；'), en: en.join('; ') };
}

const titles = new Map(rules.map(({ id, title }) => [id, title]));

function burdenText(
  { ruleId, cost, matches, median, sentence }: Burden,
  isAlone: boolean,
): Bilingual {
  const title = titles.get(ruleId) ?? { zh: ruleId, en: ruleId };
  if (isAlone) {
    const times = matches > 1;
    return {
      zh: `扣分最多的是“${title.zh}”：${figure(cost)} 分，${times ? `共 ${matches} 处，如` : ''}${sentence.zh}`,
      en: `what weighs most is ${title.en}, ${figure(cost)}, ${times ? `${matches} times, as ` : ''}${sentence.en}`,
    };
  }
  const costs = [figure(cost), figure(median)];
  // What looks the same is not told as more.
  const isMore = cost > median && costs[0] !== costs[1];
  const each = matches > 1;
  return {
    zh: `${isMore ? '比同类人员多的主要是' : '没有哪一项比同类人员多，最多的是'}“${title.zh}”：扣 ${costs[0]} 分（同类中位数 ${costs[1]}），${each ? `共 ${matches} 处，如` : ''}${sentence.zh}`,
    en: `${isMore ? 'what weighs most beyond comparable people' : 'nothing weighs more than on comparable people; most is'}: ${title.en}, ${costs[0]} (median ${costs[1]}), ${each ? `${matches} times, as ` : ''}${sentence.en}`,
  };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}
