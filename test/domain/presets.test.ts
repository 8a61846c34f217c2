import { describe, expect, it } from 'vitest';
import { resolveParams } from '../../src/domain/params.ts';
import { presets } from '../../src/domain/presets.ts';
import { paramsInputSchema, presetIds, segments } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Dotted names of the values in `params`. */
function names(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([k, v]) => names(v, path === '' ? k : `${path}.${k}`));
}

describe('the presets', () => {
  it('set exactly what the contract lists', () => {
    expect(Object.fromEntries(presetIds.map((id) => [id, presets[id].params]))).toEqual({
      national: { latestEnd: { junior: '20:30' } },
      weifang: {},
      hebi: { latestEnd: { primary: '18:00', junior: '18:30' }, learningPerDay: 1 },
      yan: { latestEnd: { primary: '18:00', junior: '18:00' } },
      'jilin-district': {},
    });
  });

  it.each(presetIds)('%s has a source for every value, and none for nothing', (id) => {
    const preset = presets[id];
    expect(preset.id).toBe(id);
    expect(paramsInputSchema.safeParse(preset.params).success).toBe(true);
    expect(preset.sources.map((s) => s.param).toSorted()).toEqual(names(preset.params).toSorted());
    expect(preset.documents.length).toBeGreaterThan(0);
    for (const text of [preset.title, ...preset.documents, ...preset.notes]) {
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(text.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });
});

describe('parameters', () => {
  it('are the defaults of the contract where nothing else is said', () => {
    expect(resolveParams(tinyProblem())).toEqual({
      latestEndMinute: { primary: undefined, junior: undefined },
      earliestStartMinute: undefined,
      lateFromMinute: minuteOf('18:00'),
      care: {
        kinds: ['teacher', 'leader'],
        maxGroup: 50,
        pupilsPerAdult: undefined,
        mergeWithin: Object.fromEntries(
          segments.map((s) => [s, s === 'earlyArrival' || s === 'lateCare' ? 'school' : 'grade']),
        ),
      },
      rest: { afterLesson: 10, dutyMinutes: 120, lateStart: 45 },
      staff: {
        sessionsPerDay: 4,
        daysPerWeek: 5,
        latePerWeek: undefined,
        minutesPerWeek: undefined,
        clubs: 2,
      },
      loadFactor: Object.fromEntries(
        segments.map((s) => [s, s === 'earlyArrival' || s === 'lateCare' ? 1.5 : 1]),
      ),
      outsiderNeedsPartner: true,
      learningPerDay: undefined,
      maxClubs: 1,
      budget: undefined,
    });
  });

  it('come from the problem before the preset before the defaults, value by value', () => {
    const params = resolveParams(
      tinyProblem({
        preset: 'hebi',
        rules: {
          params: {
            latestEnd: { junior: '19:00' },
            lateFrom: '17:30',
            outsiderNeedsPartner: false,
            care: { maxGroup: 0, mergeWithin: { lateCare: 'band', homework: 'class' } },
            loadFactor: { lateCare: 0, club: 2 },
            staff: { clubs: 0 },
          },
        },
      }),
    );
    expect(params.latestEndMinute).toEqual({
      primary: minuteOf('18:00'),
      junior: minuteOf('19:00'),
    });
    expect(params.learningPerDay).toBe(1);
    expect(params.lateFromMinute).toBe(minuteOf('17:30'));
    expect(params.outsiderNeedsPartner).toBe(false);
    expect(params.care).toMatchObject({ maxGroup: 0, kinds: ['teacher', 'leader'] });
    expect(params.care.mergeWithin).toMatchObject({
      lateCare: 'band',
      homework: 'class',
      earlyArrival: 'school',
      club: 'grade',
    });
    expect(params.loadFactor).toMatchObject({
      lateCare: 0,
      club: 2,
      earlyArrival: 1.5,
      homework: 1,
    });
    expect(params.staff).toMatchObject({ clubs: 0, sessionsPerDay: 4 });
  });

  it('know no late post in a school without leave points', () => {
    const params = resolveParams(tinyProblem({ leavePoints: [] }));
    expect(params.lateFromMinute).toBe(Number.POSITIVE_INFINITY);
  });
});
