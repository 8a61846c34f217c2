import type { Bilingual } from '../bilingual.ts';
import { kindsName, listOf, same, staffName } from '../naming.ts';
import type { Staff, StaffKind } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { mergeScopeWords } from '../views/words.ts';
import { type Demand, demandsOf } from './demand.ts';
import { byDay, leastShort, minutesPossible, type Span, sessionsPossible } from './least-short.ts';
import { People } from './people.ts';
import { type Remedy, remedied, remediesOf, scaleOf } from './remedies.ts';
import type { Short } from './shortfalls.ts';

/** One thing that would leave fewer posts open, were it done. */
export interface Help {
  /** A rule id, a param or a part of the data: what would be changed. */
  rule: Remedy;
  /** What to do, without the people whom it is about. */
  text: Bilingual;
  /** Who could then take one of the posts, or take more of them. */
  staffIds: string[];
}

interface Lifted {
  index: ProblemIndex;
  demands: Demand[];
  people: People;
  /** Posts that stay open over the week, once they were counted. */
  shortInAll?: number;
}

/** What would help where people are short: each is tried by counting anew as if it were lifted. */
export class Helps {
  private readonly index: ProblemIndex;
  private readonly demands: readonly Demand[];
  private readonly people: People;
  private readonly known = new Map<string, Lifted>();
  private shortNow: number | undefined;

  constructor(index: ProblemIndex, demands: readonly Demand[], people: People) {
    this.index = index;
    this.demands = demands;
    this.people = people;
  }

  /** Whatever leaves the fewest posts open first; the easier before the harder. */
  of(short: Short): Help[] {
    const before = { all: this.left(short, 'all'), told: this.left(short, 'told') };
    return remediesOf[short.span]
      .flatMap((rule) => {
        const left = this.left(short, 'told', rule);
        if (left >= before.told || this.left(short, 'all', rule) >= before.all) return [];
        const to = this.enough(short, rule);
        const helpers = this.helpers(short, rule, to);
        // Nobody there is away but for the rest after a lesson, which is told.
        if (rule === 'staffAvailable' && helpers.length === 0) return [];
        if (!this.isFewerInAll(short, rule, helpers, to)) return [];
        const text = textOf(rule, short, helpers, this.index, to);
        return [{ left, help: { rule, text, staffIds: helpers.map(({ id }) => id) } }];
      })
      .sort((a, b) => a.left - b.left)
      .map(({ help }) => help);
  }

  /** The least that has to be changed of a number to win as much as without it, and anything over the week. */
  private enough(short: Short, rule: Remedy): number | undefined {
    const scale = scaleOf(this.index, rule);
    if (scale === undefined) return undefined;
    const best = [this.left(short, 'told', rule), this.left(short, 'all', rule)] as const;
    const isEnough = (to: number) =>
      this.left(short, 'told', rule, to) <= best[0] && this.left(short, 'all', rule, to) <= best[1];
    const here = leastOf(scale, isEnough);
    const isFewer = (to: number) => this.isFewerInAll(short, rule, [], to);
    return isFewer(here) ? here : leastOf([here, scale[1]], isFewer);
  }

  /**
   * Whether fewer posts stay open over the whole week too: where a limit holds people back, the
   * post that is filled here would only be short at another time.
   */
  private isFewerInAll(
    short: Short,
    rule: Remedy,
    helpers: readonly Staff[],
    to?: number,
  ): boolean {
    this.shortNow ??= leastShort(this.demands, this.people, 'week');
    return this.inAll(short, rule, helpers, to) < this.shortNow;
  }

  /** Time is found for these posts; whatever else is done holds everywhere. */
  private inAll({ told }: Short, rule: Remedy, helpers: readonly Staff[], to?: number): number {
    if (rule !== 'staffAvailable') {
      const lifted = this.lift(rule, to);
      lifted.shortInAll ??= leastShort(lifted.demands, lifted.people, 'week');
      return lifted.shortInAll;
    }
    const freed = {
      staffIds: new Set(helpers.map(({ id }) => id)),
      periodIds: new Set(told.map(({ period }) => period.id)),
    };
    return leastShort(this.demands, new People(this.index, this.demands, freed), 'week');
  }

  private left(short: Short, which: 'all' | 'told', rule?: Remedy, to?: number): number {
    if (rule === undefined) return leastShort(short[which], this.people, short.span);
    const { demands, people } = this.lift(rule, to);
    const keys = new Set(short[which].map(({ key }) => key));
    const there = demands.filter(({ key }) => keys.has(key));
    return leastShort(there, people, short.span);
  }

  private lift(rule: Remedy, to?: number): Lifted {
    const key = `${rule} ${to}`;
    let found = this.known.get(key);
    if (found === undefined) {
      const index = remedied(this.index, rule, to);
      const demands = demandsOf(index);
      found = { index, demands, people: new People(index, demands) };
      this.known.set(key, found);
    }
    return found;
  }

  /** Whom a remedy is about. */
  private helpers({ span, told }: Short, rule: Remedy, to?: number): Staff[] {
    const { staff } = this.index.problem;
    const { people } = this;
    switch (rule) {
      case 'staff.sessionsPerDay': {
        const days = [...byDay(told).values()];
        return staff.filter((one) =>
          days.some((ofDay) => {
            const fitting = ofDay.filter((demand) => people.qualifies(one, demand));
            const most = Math.min(to ?? Infinity, sessionsPossible(one, fitting, people));
            return people.limit(one, 'sessionsPerDay') < most;
          }),
        );
      }
      case 'staff.minutesPerWeek':
        return staff.filter((one) => {
          const fitting = told.filter((demand) => people.qualifies(one, demand));
          const most = Math.min(to ?? Infinity, minutesPossible(one, fitting, people));
          return people.limit(one, 'minutesPerWeek') < most;
        });
      default: {
        const newly = this.newly(told, rule, span, to);
        if (rule !== 'staffAvailable') return newly;
        const rested = new Set(this.newly(told, 'rest.afterLesson', span).map(({ id }) => id));
        return newly.filter(({ id }) => !rested.has(id));
      }
    }
  }

  /**
   * Who can take one of these posts only if the rule is lifted. At one time it is no help that
   * somebody could take another one of them too: it is as many people for as many posts.
   */
  private newly(told: readonly Demand[], rule: Remedy, span: Span, to?: number): Staff[] {
    const { index, demands, people } = this.lift(rule, to);
    const keys = new Map(told.map((demand) => [demand.key, demand]));
    const pairs = demands.flatMap((after) => {
      const before = keys.get(after.key);
      return before === undefined ? [] : [{ before, after }];
    });
    const could = (one: Staff, demand: Demand, by: People) =>
      by.qualifies(one, demand) && by.isFree(one, demand);
    return this.index.problem.staff.filter((now, i) => {
      const lifted = index.problem.staff[i] as Staff;
      const gained = pairs.filter(
        ({ before, after }) => could(lifted, after, people) && !could(now, before, this.people),
      );
      if (gained.length === 0) return false;
      return span !== 'time' || !told.some((demand) => could(now, demand, this.people));
    });
  }
}

/** The first number on the way from what is too little for which it is enough, if any is. */
function leastOf(
  [tooLittle, most]: readonly [number, number],
  isEnough: (to: number) => boolean,
): number {
  let [less, enough] = [tooLittle, most];
  while (Math.abs(enough - less) > 1) {
    const middle = Math.trunc((less + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}

/** A help with the names of those whom it is about, as one line. */
export function helpLine({ text, staffIds }: Help, index: ProblemIndex): Bilingual {
  if (staffIds.length === 0) return text;
  const names = listOf(
    staffIds.map((id) => same(staffName(index, id))),
    'people',
  );
  return { zh: `${text.zh}：${names.zh}`, en: `${text.en}: ${names.en}` };
}

function textOf(
  rule: Remedy,
  { span, told }: Short,
  helpers: readonly Staff[],
  index: ProblemIndex,
  to = 0,
): Bilingual {
  const { care, rest } = index.params;
  const others = told.filter(({ what }) => what !== 'care');
  // Over a day or a week that would be nearly all there are.
  const posts = span === 'time' ? namesOf(others) : { zh: '各活动', en: 'activities' };
  switch (rule) {
    case 'clearance':
      return clearanceText(helpers);
    case 'rest.afterLesson':
      return {
        zh: `把下课后的休息由 ${rest.afterLesson} 分钟缩短到 ${to} 分钟`,
        en: `shorten the rest after a lesson from ${rest.afterLesson} to ${to} ${to === 1 ? 'minute' : 'minutes'}`,
      };
    case 'staffAvailable':
      return {
        zh: '让这时有课或不可排的人腾出时间',
        en: 'free those who have a lesson or are away then',
      };
    case 'seat.kinds': {
      const now = kindNames(others.flatMap(({ sorts }) => sorts));
      return {
        zh: `放宽${posts.zh}的人员类别（现为${now.zh}）`,
        en: `let other kinds of people take ${posts.en} (now ${now.en})`,
      };
    }
    case 'seat.qualification':
      return {
        zh: `取得${posts.zh}要求的资质，或放宽这项要求`,
        en: `get the qualification for ${posts.en}, or ask for less`,
      };
    case 'care.kinds': {
      const now = kindNames([{ kinds: care.kinds }]);
      return {
        zh: `放宽看护人员类别（现为${now.zh}）`,
        en: `let other kinds of people look after pupils (now ${now.en})`,
      };
    }
    case 'care.maxGroup':
      return {
        zh: `把合班人数上限由 ${care.maxGroup} 人放宽到 ${to} 人`,
        en: `raise the size of merged groups from ${care.maxGroup} to ${to} pupils`,
      };
    case 'care.mergeWithin': {
      const scopes = new Set(told.map(({ period }) => care.mergeWithin[period.segment]));
      scopes.delete('school');
      const now = listOf([...scopes].map((scope) => mergeScopeWords[scope]));
      return {
        zh: `放宽合班范围（现为${now.zh}）`,
        en: `merge classes more widely (now by ${now.en})`,
      };
    }
    case 'care.pupilsPerAdult':
      return {
        zh: `把每名看护教师的学生数由 ${care.pupilsPerAdult} 人放宽到 ${to} 人`,
        en: `let an adult look after ${to} pupils instead of ${care.pupilsPerAdult}`,
      };
    case 'staff.sessionsPerDay':
      return {
        zh: `把每人每天最多场次放宽到 ${to} 场`,
        en: `raise the limit of sessions a day to ${to}`,
      };
    case 'staff.minutesPerWeek':
      return {
        zh: `把每人每周最多分钟放宽到 ${to} 分钟`,
        en: `raise the limit of minutes a week to ${to}`,
      };
  }
}

/** The data know whether it is the papers or the training. */
function clearanceText(barred: readonly Staff[]): Bilingual {
  const isTraining = barred.some(({ trained }) => trained === false);
  const isPapers = barred.some(({ cleared }) => cleared === false);
  if (!isPapers) return { zh: '完成培训', en: 'get trained' };
  if (!isTraining) return { zh: '签约并通过审核', en: 'get cleared (contract and review)' };
  return {
    zh: '签约、通过审核、完成培训',
    en: 'get cleared (contract and review) and trained',
  };
}

/** What posts are called, each once. */
export function namesOf(demands: readonly Demand[]): Bilingual {
  const names = new Map(demands.map(({ name }) => [name.zh, name]));
  return listOf([...names.values()]);
}

function kindNames(sorts: readonly { kinds?: readonly StaffKind[] | undefined }[]): Bilingual {
  const kinds = new Set(sorts.flatMap((sort) => sort.kinds ?? []));
  return kindsName([...kinds]);
}
