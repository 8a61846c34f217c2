import { expect, test } from 'vitest';
import { isUnloaded, noteUnloaded } from '../../web/app/unloaded.ts';

test('a stylesheet that cannot be fetched is told from a page that broke, as a script is', () => {
  const page = new EventTarget();
  noteUnloaded(page);
  const tell = (payload: unknown) =>
    page.dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload }));
  const style = new Error('Unable to preload CSS for /assets/weight-field-B1.css');
  const script = new TypeError('error loading dynamically imported module');
  tell(style);
  tell(script);
  tell(undefined);
  expect([style, script].map(isUnloaded)).toEqual([true, true]);
  const broken = new TypeError('module is not a function');
  expect([broken, undefined, 'import'].map(isUnloaded)).toEqual([false, false, false]);
});
