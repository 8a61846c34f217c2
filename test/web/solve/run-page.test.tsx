import { Route, Routes } from 'react-router';
import { expect, test, vi } from 'vitest';
import { rules } from '../../../solver/index.ts';
import { profiles } from '../../../src/domain/profiles.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { RunPage } from '../../../web/solve/run-page.tsx';
import { tinyProblem } from '../../support/tiny.ts';
import { draw } from '../../support/web/draw.tsx';

// Events come to a page that is open; here it is drawn once.
const followed = vi.hoisted(() => ({ job: {} }));
vi.mock('../../../web/remote/job-events.ts', () => ({
  useLiveJob: () => ({ job: followed.job, changed: {}, points: [], isWhole: false }),
}));

test('a run says its profile, and the weights that its costs are reckoned by', () => {
  const score = { hard: 0, medium: 0, soft: 40, rules: { fairLoad: { count: 1, cost: 40 } } };
  const told = (options: Record<string, unknown>, phase = 'search') => {
    const progress = { phase, score, elapsedMs: 1, steps: 1, stepsPerSecond: 1 };
    followed.job = {
      id: 'j',
      problemId: 'd',
      schoolName: 'Tiny',
      status: 'running',
      options,
      progress,
    };
    const page = (
      <Routes>
        <Route path="/solve/:jobId" element={<RunPage />} />
      </Routes>
    );
    return draw(page, {
      at: '/solve/j',
      data: [
        [['me'], { kind: 'local', id: '', name: '', grants: [] }],
        [['rules'], rules],
        [['profiles'], Object.entries(profiles).map(([id, one]) => ({ id, ...one }))],
        [['problem', 'd'], tinyProblem()],
      ],
    });
  };
  const weightOf = ({ html }: { html: string }) => html.match(/<td class="n">[^<]*<\/td>/g)?.at(-1);
  expect(weightOf(told({}))).toBe('<td class="n">10</td>');
  expect(weightOf(told({ weights: { fairLoad: 3 } }))).toBe('<td class="n">3</td>');
  const teachersFirst = told({ profile: 'teachersFirst' });
  expect(weightOf(teachersFirst)).toBe('<td class="n">20</td>');
  expect(teachersFirst.text).toContain('教师优先');
  // While it searches, its counts are not those of the plan that comes of it.
  const counts = `<th class="n">${zh.word.count}</th>`;
  expect(teachersFirst.html).not.toContain(counts);
  expect(told({}, 'finish').html).toContain(counts);
});
