import { expect, test, vi } from 'vitest';
import { isTextField } from '../../../web/app/is-text-field.ts';

test('Ctrl+Z in a field or a note is for what is typed there', () => {
  class Input extends EventTarget {}
  class Note extends EventTarget {}
  vi.stubGlobal('HTMLInputElement', Input);
  vi.stubGlobal('HTMLTextAreaElement', Note);
  expect([new Input(), new Note(), new EventTarget(), null].map(isTextField)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  vi.unstubAllGlobals();
});
