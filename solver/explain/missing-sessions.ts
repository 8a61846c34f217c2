import type { Bilingual } from '../../src/domain/bilingual.ts';
import { periodsName, seriesName } from '../../src/domain/naming.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { sessionsAsked } from '../rules/open-session.ts';
import type { SeriesView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { lookAtSpot, type Obstacle, type ObstacleKind, type SpotFindings } from './obstacles.ts';
import { spotsOf } from './spots.ts';

export type MissingCause = ObstacleKind | 'noPeriod' | 'tooFewPeriods' | 'nothingBars';

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
  /** Places in the week, those with the fewest obstacles first. */
  spots: SpotFindings[];
}

/** Every series of which sessions are missing, in the order of the problem; closed clubs if wanted. */
export function explainMissingSessions(
  asking: Asking,
  { clubs }: { clubs: boolean } = { clubs: true },
): MissingSessions[] {
  const { view, index } = asking;
  return view.series.flatMap((series) => {
    if (!clubs && series.activity.enrol === 'choice' && series.sessions.length === 0) return [];
    const asked = index.seriesByKey(series.activity.id, series.forKey);
    const missing = asked === undefined ? 0 : sessionsAsked(asked, index) - series.sessions.length;
    return missing > 0 ? [explainSeries(series, missing, asking)] : [];
  });
}

function explainSeries(series: SeriesView, missing: number, asking: Asking): MissingSessions {
  const { index } = asking;
  const { activity, forKey } = series;
  const all = spotsOf(activity, index);
  const used = new Set(series.sessions.map((session) => session.periods[0]?.id));
  const spots = all
    .filter((periods) => !used.has(periods[0]?.id))
    .map((periods) => lookAtSpot(series, periods, asking))
    .sort((a, b) => lacksOf(a) - lacksOf(b));
  putTellingFirst(spots);
  const name = seriesName(index, activity.id, forKey);
  return {
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    name,
    held: series.sessions.length,
    missing,
    isClosedClub: activity.enrol === 'choice' && series.sessions.length === 0,
    cause: causeOf(name, spots, all.length, index),
    spots,
  };
}

function causeOf(
  name: Bilingual,
  spots: readonly SpotFindings[],
  allowed: number,
  index: ProblemIndex,
): MissingSessions['cause'] {
  if (allowed === 0)
    return {
      code: 'noPeriod',
      sentence: {
        zh: `${name.zh}没有可排的时段：检查活动的环节、时段和连堂数`,
        en: `${name.en} has no period to be in: check its segments, periods and span`,
      },
    };
  const best = spots[0];
  if (best === undefined)
    return {
      code: 'tooFewPeriods',
      sentence: {
        zh: `${name.zh}可排的 ${allowed} 个时段都已用上，仍不够每周次数`,
        en: `${name.en} is in all the periods it may be in (${allowed}), and that is not enough`,
      },
    };
  if (best.obstacles.length === 0) {
    const when = periodsName(index, best.periodIds);
    return {
      code: 'nothingBars',
      sentence: {
        zh: `${name.zh}可以排在${when.zh}，不违反硬规则；没有排是因为代价大于收益，或尚未搜索到`,
        en: `${name.en} could be on ${when.en} without breaking a hard rule: it was not worth its cost, or was not found`,
      },
    };
  }
  const lacks = lacksOf(best);
  const told = best.obstacles.map((obstacle) => {
    const { zh, en } = tellObstacle(obstacle);
    return { zh, en: en.replace(/^(?:On|No) /, (word) => word.toLowerCase()) };
  });
  const zh = [...new Set(told.map((one) => one.zh))].join('；');
  const en = [...new Set(told.map((one) => one.en))].join('; ');
  return {
    code: (best.obstacles[0] as Obstacle).kind,
    sentence: {
      zh: `${name.zh}${lacks === 1 ? '只差一项' : `还差 ${lacks} 项`}：${zh}`,
      en: `${name.en} lacks ${lacks === 1 ? 'only one thing' : `${lacks} things`}: ${en}`,
    },
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

/** How many things would have to be different for a session to be there. */
function lacksOf({ obstacles }: SpotFindings): number {
  const each = obstacles.map(({ ways }) => Math.max(1, ways?.[0]?.relaxations.length ?? 1));
  return each.reduce((sum, count) => sum + count, 0);
}

/** Of the places that come closest, one whose obstacle stands in most of them, and that first. */
function putTellingFirst(spots: SpotFindings[]): void {
  const [best] = spots;
  if (best === undefined || best.obstacles.length === 0) return;
  const closest = spots.filter((spot) => lacksOf(spot) === lacksOf(best));
  const counts = new Map<ObstacleKind, number>();
  for (const { obstacles } of closest)
    for (const kind of new Set(obstacles.map((o) => o.kind)))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const countOf = ({ kind }: Obstacle) => counts.get(kind) ?? 0;
  const most = Math.max(...counts.values());
  const telling = closest.find(({ obstacles }) => obstacles.some((o) => countOf(o) === most));
  if (telling === undefined) return;
  telling.obstacles.sort((a, b) => countOf(b) - countOf(a));
  spots.splice(spots.indexOf(telling), 1);
  spots.unshift(telling);
}
