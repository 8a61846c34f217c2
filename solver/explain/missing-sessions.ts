import type { Bilingual } from '../../src/domain/bilingual.ts';
import { listOf, periodsName, seriesName, weekdayName } from '../../src/domain/naming.ts';
import type { Period } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { sessionsAsked } from '../rules/open-session.ts';
import { isOff } from '../rules/registry.ts';
import { keepsLead } from '../rules/same-lead.ts';
import type { SeriesView } from '../rules/session-view.ts';
import { minDaysOf } from '../rules/spread.ts';
import { type Asking, uncounted } from './asking.ts';
import {
  areEnough,
  effortOfThings,
  type Obstacle,
  type ObstacleKind,
  thingsOf,
} from './obstacle.ts';
import { lookAtPlaces, type Place, type PlaceFindings } from './places.ts';
import { setsOf, spotsOf } from './spots.ts';

export type MissingCause = ObstacleKind | 'noPeriod' | 'tooFewPeriods' | 'nothingBars';

/** A place in the week for one more session, and what keeps it out; nothing when it could be there. */
export interface SpotFindings extends Place {
  obstacles: Obstacle[];
}

/** A series that has fewer sessions than it should, or a club that is not held. */
export interface MissingSessions {
  activityId: string;
  forKey?: string;
  name: Bilingual;
  held: number;
  missing: number;
  /** The whole choice series is not held: that costs no medium. */
  isClosedClub: boolean;
  cause: { code: MissingCause; sentence: Bilingual };
  /**
   * The places that come closest, and all that is in the way there: for a club that is not held
   * as many as it needs, judged together; for other series one. Absent where there are none.
   */
  together?: PlaceFindings;
  /** Places in the week, each judged alone for one session, those with the fewest obstacles first. */
  spots: SpotFindings[];
}

/** Every series of which sessions are missing, in the order of the problem; closed clubs if wanted. */
export function explainMissingSessions(
  asking: Asking,
  { clubs }: { clubs: boolean } = { clubs: true },
): MissingSessions[] {
  const { view, index } = asking;
  return view.series.flatMap((series) => {
    if (!clubs && isClosedClub(series)) return [];
    const asked = index.seriesByKey(series.activity.id, series.forKey);
    const missing = asked === undefined ? 0 : sessionsAsked(asked, index) - series.sessions.length;
    return missing > 0 ? [explainSeries(series, missing, asking)] : [];
  });
}

function isClosedClub({ activity, sessions }: SeriesView): boolean {
  return activity.enrol === 'choice' && sessions.length === 0;
}

function explainSeries(series: SeriesView, missing: number, asking: Asking): MissingSessions {
  const { activity, forKey, sessions } = series;
  const all = spotsOf(activity, asking.index);
  const used = new Set(sessions.map((session) => session.periods[0]?.id));
  const looked = all
    .filter((periods) => !used.has(periods[0]?.id))
    .map((periods) => ({ periods, ...lookAtPlaces(series, [periods], asking) }))
    .sort(
      (a, b) =>
        thingsOf(a.obstacles) - thingsOf(b.obstacles) ||
        effortOfThings(a.obstacles) - effortOfThings(b.obstacles),
    );
  putTellingFirst(looked);
  const closed = isClosedClub(series);
  const together =
    closed && missing > 1
      ? closest(series, missing, looked, uncounted(asking))
      : looked.map(({ periods: _, ...found }) => found)[0];
  const name = seriesName(asking.index, activity.id, forKey);
  return {
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    name,
    held: sessions.length,
    missing,
    isClosedClub: closed,
    cause: causeOf({ series, name, missing, together, all }, asking.index),
    ...(together === undefined ? {} : { together }),
    spots: looked.flatMap(({ places, obstacles }) =>
      places.map((place) => ({ ...place, obstacles })),
    ),
  };
}

/** How many sets of places are looked at, those with the best single places first. */
const triedSets = 12;

/** The places for so many sessions that come closest together; undefined where there are none. */
function closest(
  series: SeriesView,
  count: number,
  looked: readonly { periods: Period[]; obstacles: Obstacle[] }[],
  asking: Asking,
): PlaceFindings | undefined {
  const { activity } = series;
  const days = isOff(asking.index.problem, 'spread') ? 0 : Math.min(minDaysOf(activity), count);
  const sets = setsOf(
    looked.map(({ periods, obstacles }) => ({ periods, cost: thingsOf(obstacles) })),
    count,
    days,
    triedSets,
  );
  const aloneAt = new Map(looked.map(({ periods, obstacles }) => [periods, obstacles]));
  const likely = sets
    .map((set) => ({ set, least: leastOf(set.map((periods) => aloneAt.get(periods) ?? [])) }))
    .sort((a, b) => a.least - b.least);
  const found: PlaceFindings[] = [];
  for (const { set, least } of likely) {
    if (found.some((one) => costOf(one) <= least)) break;
    found.push(lookAtPlaces(series, set, asking));
  }
  found.sort((a, b) => costOf(a) - costOf(b));
  putTellingFirst(found);
  return found[0];
}

/** The least that places ask for together: what each asks for alone, and what is not of people adds up. */
function leastOf(places: readonly Obstacle[][]): number {
  const others = places.flat().filter(({ kind }) => kind !== 'people');
  return Math.max(thingsOf(others), ...places.map(thingsOf));
}

/** What is known to be enough comes before what is not. */
function costOf({ obstacles }: PlaceFindings): number {
  return thingsOf(obstacles) + (areEnough(obstacles) ? 0 : 0.5);
}

interface Missing {
  series: SeriesView;
  name: Bilingual;
  missing: number;
  together: PlaceFindings | undefined;
  /** Every stretch of periods that a session may take. */
  all: readonly Period[][];
}

function causeOf(
  { series, name, missing, together, all }: Missing,
  index: ProblemIndex,
): MissingSessions['cause'] {
  if (all.length === 0)
    return {
      code: 'noPeriod',
      sentence: {
        zh: `${name.zh}没有可排的时段：检查活动的环节、时段和连堂数`,
        en: `${name.en} has no period to be in: check its segments, periods and span`,
      },
    };
  if (together === undefined)
    return { code: 'tooFewPeriods', sentence: tooFewPeriods({ series, name, missing, all }) };
  const { places, obstacles } = together;
  const asks = askedOf(series, missing, name);
  const left = leaving(together, index);
  if (obstacles.length === 0) {
    const when = listOf(places.map(({ periodIds }) => periodsName(index, periodIds)));
    return {
      code: 'nothingBars',
      sentence: {
        zh: `${name.zh}可以排在${when.zh}，不违反硬规则${left.zh}；没有排是因为代价大于收益，或尚未搜索到`,
        en: `${name.en} could be on ${when.en} without breaking a hard rule${left.en}: it was not worth its cost, or was not found`,
      },
    };
  }
  const things = thingsOf(obstacles);
  const told = obstacles.map(tellObstacle);
  const zh = [...new Set(told.map((one) => one.zh))].join('；');
  const en = [...new Set(told.map((one) => one.en))].join('; ');
  // Only what is known to be enough is counted.
  const head = !areEnough(obstacles)
    ? { zh: '目前排不进', en: 'does not fit in for now' }
    : things === 1
      ? { zh: '只差一项', en: 'lacks only one thing' }
      : { zh: `还差 ${things} 项`, en: `lacks ${things} things` };
  return {
    code: (obstacles[0] as Obstacle).kind,
    sentence: {
      zh: `${asks.zh}${head.zh}：${zh}${left.zh}`,
      en: `${asks.en} ${head.en}: ${en}${left.en}`,
    },
  };
}

/** Who leaves another club for it, to be read after what is told of it; nothing where nobody does. */
function leaving({ leaves = [] }: PlaceFindings, index: ProblemIndex): Bilingual {
  if (leaves.length === 0) return { zh: '', en: '' };
  const told = toldLeaves(leaves, index);
  if (!leaves.some(({ isBackInCare }) => isBackInCare))
    return { zh: `（须有${told.zh}）`, en: ` (if ${told.en})` };
  const isStudyCapped =
    index.params.learningPerDay !== undefined && !isOff(index.problem, 'learningCap');
  const [zhStudy, enStudy] = isStudyCapped ? ['和学习类场次', ' and study'] : ['', ''];
  return {
    zh: `（须有${told.zh}，其余时间回到看护；由此变化的看护分组${zhStudy}未计）`,
    en: ` (if ${told.en}; what this makes of the groups${enStudy} in care at other times is not counted)`,
  };
}

/** Two clubs by name, more by how many they are. */
function toldLeaves(leaves: NonNullable<PlaceFindings['leaves']>, index: ProblemIndex): Bilingual {
  if (leaves.length > 2) {
    const places = leaves.reduce((sum, { pupils }) => sum + pupils, 0);
    return {
      zh: `学生退出另 ${leaves.length} 个社团，共 ${places} 人次`,
      en: `pupils leave ${leaves.length} other clubs, ${places} places in all`,
    };
  }
  const { zh, en } = listOf(
    leaves.map(({ activityId, forKey, pupils }) => {
      const club = seriesName(index, activityId, forKey);
      const who = pupils === 1 ? '1 pupil leaves' : `${pupils} pupils leave`;
      return { zh: `${pupils} 名学生退出${club.zh}`, en: `${who} ${club.en}` };
    }),
  );
  return { zh: ` ${zh}`, en };
}

/** What the sentence speaks of: the club with all its sessions, or one more session of others. */
function askedOf(series: SeriesView, missing: number, name: Bilingual): Bilingual {
  if (missing === 1) return name;
  if (!isClosedClub(series))
    return {
      zh: `${name.zh}缺 ${missing} 场，其中 1 场`,
      en: `${name.en} misses ${missing} sessions, and one of them`,
    };
  const days = Math.min(minDaysOf(series.activity), missing);
  const zh = [
    `每周要 ${missing} 场`,
    ...(days > 1 ? [`分在 ${days} 天`] : []),
    ...(keepsLead(series.activity) ? ['由同一人负责'] : []),
  ];
  const en = [
    `needs ${missing} sessions a week`,
    ...(days > 1 ? [`on ${days} days`] : []),
    ...(keepsLead(series.activity) ? ['with the same lead'] : []),
  ];
  return { zh: `${name.zh}${zh.join('、')}，`, en: `${name.en} ${en.join(' ')} and` };
}

function tooFewPeriods({ series, name, missing, all }: Omit<Missing, 'together'>): Bilingual {
  const wanted = series.sessions.length + missing;
  const days = [...new Set(all.map((periods) => periods[0]?.weekday ?? 0))].sort();
  const least = Math.min(minDaysOf(series.activity), wanted);
  if (all.length >= wanted && days.length < least) {
    const { zh, en } = listOf(days.map(weekdayName));
    return {
      zh: `${name.zh}每周要 ${wanted} 场、分在 ${least} 天，可排的时段只在${zh}`,
      en: `${name.en} needs ${wanted} sessions a week on ${least} days, and may only be on ${en}`,
    };
  }
  if (all.length >= wanted)
    return {
      zh: `${name.zh}每周要 ${wanted} 场，可排的 ${all.length} 个时段互相重叠，没有找到能同时排下的`,
      en: `${name.en} needs ${wanted} sessions a week, and of the places it may take (${all.length}) so many were not found that do not overlap`,
    };
  return {
    zh: `${name.zh}每周要 ${wanted} 场，可排的时段只有 ${all.length} 个，不够排`,
    en: `${name.en} needs ${wanted} sessions a week, and the periods it may be in (${all.length}) are too few`,
  };
}

/** What is in the way, with the least that would help where that is more than one thing. */
function tellObstacle({ sentence, ways }: Obstacle): Bilingual {
  const relaxations = ways?.[0]?.relaxations ?? [];
  if (relaxations.length < 2) return sentence;
  const zh = relaxations.map(({ text }) => text.zh).join('，并');
  const en = relaxations.map(({ text }) => text.en).join(', and ');
  return { zh: `${sentence.zh}（至少要${zh}）`, en: `${sentence.en} (at least ${en})` };
}

/** Of the places that come closest, those whose obstacle stands in most of them, and that first. */
function putTellingFirst(found: { obstacles: Obstacle[] }[]): void {
  const [best] = found;
  if (best === undefined || best.obstacles.length === 0) return;
  const closest = found.filter(
    ({ obstacles }) =>
      thingsOf(obstacles) === thingsOf(best.obstacles) &&
      areEnough(obstacles) === areEnough(best.obstacles),
  );
  const counts = new Map<ObstacleKind, number>();
  for (const { obstacles } of closest)
    for (const kind of new Set(obstacles.map((o) => o.kind)))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const countOf = ({ kind }: Obstacle) => counts.get(kind) ?? 0;
  const most = Math.max(...counts.values());
  const telling = closest.find(({ obstacles }) => obstacles.some((o) => countOf(o) === most));
  if (telling === undefined) return;
  telling.obstacles.sort((a, b) => countOf(b) - countOf(a));
  found.splice(found.indexOf(telling), 1);
  found.unshift(telling);
}
