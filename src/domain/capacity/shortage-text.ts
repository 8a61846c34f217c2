import type { Bilingual } from '../bilingual.ts';
import { weekdayName } from '../naming.ts';
import type { Staff } from '../problem.ts';
import { isBarred } from '../staff.ts';
import type { Demand } from './demand.ts';
import { namesOf } from './help.ts';
import type { Span } from './least-short.ts';
import { fitsSort, type People } from './people.ts';

/** What a shortage says: which posts, how many people, and what keeps the others. */
export function shortageSentence(of: {
  span: Span;
  demands: readonly Demand[];
  staff: readonly Staff[];
  people: People;
  short: number;
  /** Whether there is more on that day or in that week that was told before. */
  isMore: boolean;
  /** What would help, by what it would lift. */
  rules: readonly string[];
}): Bilingual {
  const { span, demands, staff, people, short } = of;
  const posts = demands.reduce((sum, { count }) => sum + count, 0);
  const isFree = (one: Staff) => demands.some((demand) => people.isFree(one, demand));
  const qualified = staff.filter((one) => demands.some((demand) => people.qualifies(one, demand)));
  const present = qualified.filter((one) =>
    demands.some((demand) => people.qualifies(one, demand) && people.isFree(one, demand)),
  ).length;
  if (span !== 'time') {
    const because = limitText(span, of.rules);
    const where = span === 'week' ? { zh: '一周', en: 'Over the week' } : dayText(demands);
    return {
      zh: `${where.zh}至少需要 ${posts} 个岗位，可排 ${present} 人，${of.isMore ? '除上述外' : ''}至少缺 ${short} 个${because.zh}`,
      en: `${where.en} at least ${posts} ${posts === 1 ? 'post is' : 'posts are'} needed, ${available(present)}, and at least ${short} ${of.isMore ? 'more ' : ''}${short === 1 ? 'stays' : 'stay'} open${because.en}`,
    };
  }
  const barred = staff.filter(
    (one) =>
      isBarred(one) &&
      !qualified.includes(one) &&
      isFree(one) &&
      demands.some(({ sorts }) => sorts.some((sort) => fitsSort(one, sort))),
  ).length;
  const away = qualified.length - present;
  const others = [
    away > 0 && { zh: `${away} 人这时有课或不可排`, en: `${away} more ${are(away)} not free then` },
    barred > 0 && { zh: `${barred} 人还不能上岗`, en: `${barred} more ${are(barred)} barred` },
  ].filter((one) => one !== false);
  const names = namesOf(demands);
  const isExact = demands.every(({ what }) => what === 'duty');
  const when = timeText(demands);
  return {
    zh: `${when.zh} ${names.zh}：${isExact ? '' : '至少'}需要 ${posts} 人，可排 ${present} 人，至少缺 ${short} 人${others.length > 0 ? `；另有 ${others.map(({ zh }) => zh).join('，')}` : ''}`,
    en: `On ${when.en}, ${names.en}: ${isExact ? '' : 'at least '}${posts} ${posts === 1 ? 'person is' : 'people are'} needed, ${available(present)}, and at least ${short} ${are(short)} missing${others.map(({ en }) => `; ${en}`).join('')}`,
  };
}

/** The stretch in which all of these posts hold at once. */
function timeText(demands: readonly Demand[]): Bilingual {
  const day = weekdayName(demands[0]?.period.weekday ?? 0);
  const start = demands
    .map(({ period }) => period.start)
    .sort()
    .at(-1);
  const [end] = demands.map(({ period }) => period.end).sort();
  return { zh: `${day.zh} ${start}-${end}`, en: `${day.en} ${start}-${end}` };
}

function dayText(demands: readonly Demand[]): Bilingual {
  const { zh, en } = weekdayName(demands[0]?.period.weekday ?? 0);
  return { zh: `${zh}全天`, en: `On ${en}` };
}

/** A limit is a reason only where fewer posts would stay open without it. */
function limitText(span: Span, rules: readonly string[]): Bilingual {
  if (span === 'week' && rules.includes('staff.minutesPerWeek'))
    return { zh: '；受每人每周最多分钟限制', en: '; held back by the limit of minutes a week' };
  if (rules.includes('staff.sessionsPerDay'))
    return { zh: '；受每人每天最多场次限制', en: '; held back by the limit of sessions a day' };
  return { zh: '', en: '' };
}

function available(people: number): string {
  return `${people} ${people === 1 ? 'person who qualifies is' : 'people who qualify are'} available`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}
