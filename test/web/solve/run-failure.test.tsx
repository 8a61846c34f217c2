import { expect, test } from 'vitest';
import { zh } from '../../../web/i18n/zh.ts';
import { RunFailure } from '../../../web/solve/run-status.tsx';
import { draw } from '../../support/web/draw.tsx';

test('a run that failed says so in words, and keeps what happened for those who can mend it', () => {
  const error = { code: 'solve-failed', message: 'Out of memory' };
  const { text } = draw(<RunFailure error={error} />);
  expect(text).toContain(zh.solve.failed);
  expect(text).toContain('solve-failed Out of memory');
});
