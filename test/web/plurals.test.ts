import { expect, test } from 'vitest';
import { en } from '../../web/i18n/en.ts';

test('one of a thing is told as one', () => {
  expect(en.plan.rows(1, 1)).toBe('1 row');
  expect(en.plan.rows(1, 24)).toBe('1 of 24 rows');
  expect(en.plan.hardBroken('1')).toBe('Hard rules are broken once: it cannot be published');
  expect(en.editor.capacityShort('1')).toBe('At least 1 post cannot be filled');
  expect(en.editor.hasBaseline('1')).toBe('there is one, of 1 session');
  expect(en.fairness.peers('Teacher', '1', '0.5')).toMatch(/^Nobody else/);
  expect(en.start.short(1)).toContain('At least 1 post has nobody');
  expect(en.solve.lacking(1)).toContain('1 post or session is still open');
  expect(en.solve.others(1)).toBe('The other rule costs nothing');
  expect(en.solve.newestRuns('1')).toBe('the newest run');
});
