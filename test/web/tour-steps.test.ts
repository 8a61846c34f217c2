import { expect, it } from 'vitest';
import { verbsOf } from '../../src/auth/rights.ts';
import { tourSteps } from '../../web/tour/tour-steps.ts';

it('the tour shows nobody what is not theirs', () => {
  const of = (role: keyof typeof verbsOf) =>
    tourSteps((verb) => (verbsOf[role] as readonly string[]).includes(verb)).map(
      ({ page, isReadOnly }) => `${page}${isReadOnly ? ' to look at' : ''}`,
    );
  expect(of('coordinator')).toEqual(['/problems', '/solve', '/plans', '/fairness', '/portal']);
  expect(of('viewer')).toEqual(['/plans to look at', '/fairness', '/portal to look at']);
  expect(of('portal')).toEqual(['/portal to look at']);
});
