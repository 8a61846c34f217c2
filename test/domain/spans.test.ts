import { describe, expect, it } from 'vitest';
import type { Period, Segment } from '../../src/domain/problem.ts';
import { longestRun, successors } from '../../src/domain/spans.ts';

const p = (id: string, segment: Segment, start: string, end: string, weekday = 1): Period => ({
  id,
  weekday,
  segment,
  start,
  end,
});

const run = (periods: Period[], allowed: Segment[]) =>
  longestRun(successors(periods), (period) => allowed.includes(period.segment));

describe('consecutive periods', () => {
  const day = [
    p('c', 'club', '17:10', '17:40'),
    p('a', 'club', '16:00', '16:30'),
    p('b', 'club', '16:30', '17:00'),
    p('rest', 'break', '17:00', '17:10'),
    p('gate', 'duty', '16:20', '17:20'),
  ];

  it('follow each other over breaks and under duties', () => {
    expect(run(day, ['club'])).toBe(3);
    expect(
      successors(day)
        .get(day[2] as Period)
        ?.map((x) => x.id),
    ).toEqual(['c', 'rest']);
  });

  it('do not follow each other over a pupil period', () => {
    expect(run([...day, p('x', 'homework', '17:02', '17:08')], ['club'])).toBe(2);
  });

  it('are of one weekday', () => {
    expect(
      run([p('a', 'club', '16:00', '16:30'), p('b', 'club', '16:30', '17:00', 2)], ['club']),
    ).toBe(1);
  });

  it('may be breaks or duties themselves', () => {
    expect(run(day, ['club', 'break'])).toBe(4);
    expect(
      run(
        [
          p('a', 'duty', '16:00', '16:30'),
          p('h', 'homework', '16:10', '16:50'),
          p('b', 'duty', '16:30', '17:00'),
        ],
        ['duty'],
      ),
    ).toBe(2);
  });

  it('can be none', () => {
    expect(run(day, ['homework'])).toBe(0);
    expect(run([], ['club'])).toBe(0);
  });
});
