import { expect, it } from 'vitest';
import {
  answerAt,
  isToldWhen,
  lostAt,
  type PeerSchool,
  raceTo10,
  reachedAt,
} from '../../../bench/peers/compare.ts';

const school: PeerSchool = {
  school: 'a',
  about: '',
  seconds: 60,
  ours10: [0, 0, 100],
  runs: [
    {
      who: 'ours, 2 threads',
      status: 'out of time',
      answers: [
        { seconds: 0.2, cost: [0, 10, 300] },
        { seconds: 5, cost: [0, 0, 110] },
        { seconds: 40, cost: [0, 0, 99] },
      ],
    },
    {
      who: 'quick',
      status: 'optimal',
      answers: [
        { seconds: 2, cost: [0, 0, 200] },
        { seconds: 25, cost: [0, 0, 100] },
      ],
    },
    { who: 'cheat', status: 'out of time', answers: [{ seconds: 1, cost: [2, 0, 10] }] },
    { who: 'silent', status: 'killed', answers: [] },
  ],
};

it('reads the best answer that was there at a moment', () => {
  const [, quick, , silent] = school.runs;
  expect(answerAt(quick, 1.9)).toBeNull();
  expect(answerAt(quick, 10)).toEqual([0, 0, 200]);
  expect(answerAt(silent, 60)).toBeNull();
});

it('finds the first peer that reaches our 10 s cost; a plan that breaks hard rules never does', () => {
  expect(reachedAt(school.runs[2], [0, 0, 100])).toBeUndefined();
  expect(raceTo10(school)).toEqual({ who: 'quick', seconds: 25, ratio: 2.5 });
  expect(raceTo10({ ...school, runs: school.runs.slice(2) })).toBeUndefined();
});

it('tells at which times a peer was ahead of us, not only where we were', () => {
  expect(lostAt(school, [1, 3, 10, 30, 60], () => true)).toEqual([
    { who: 'quick', at: 3 },
    { who: 'quick', at: 30 },
  ]);
  expect(lostAt(school, [3], isToldWhen)).toEqual([]);
});
