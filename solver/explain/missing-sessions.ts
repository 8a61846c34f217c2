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
    .sort((a, b) => a.obstacles.length - b.obstacles.length);
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
  const obstacle = mostTelling(spots.filter((s) => s.obstacles.length === best.obstacles.length));
  const only = best.obstacles.length === 1;
  const others = best.obstacles.length - 1;
  return {
    code: obstacle.kind,
    sentence: {
      zh: `${name.zh}${only ? '只差一项' : `还差 ${best.obstacles.length} 项`}：${obstacle.sentence.zh}`,
      en: `${name.en} lacks ${only ? 'only one thing' : `this and ${others} more`}: ${obstacle.sentence.en}`,
    },
  };
}

/** Of the places that come closest, the obstacle that stands in most of them. */
function mostTelling(closest: readonly SpotFindings[]): Obstacle {
  const counts = new Map<ObstacleKind, number>();
  for (const { obstacles } of closest)
    for (const kind of new Set(obstacles.map((o) => o.kind)))
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const all = closest.flatMap(({ obstacles }) => obstacles);
  return all.reduce((a, b) => ((counts.get(b.kind) ?? 0) > (counts.get(a.kind) ?? 0) ? b : a));
}
