import { describe, expect, it } from 'vitest';
import { displayWidth, formatNumber, textTable } from '../../src/cli/text-table.ts';

describe('tables on a terminal', () => {
  it('counts a Chinese character as two columns', () => {
    expect(displayWidth('足球 ball（1）')).toBe(4 + 1 + 4 + 2 + 1 + 2);
  });

  it('lines columns up across scripts and numbers to the right', () => {
    expect(
      textTable(
        ['规则', 'n'],
        [
          ['a', '1,000'],
          ['志愿', '7'],
        ],
        [1],
      ),
    ).toEqual(['规则      n', '----  -----', 'a     1,000', '志愿      7']);
  });

  it.each([
    [0, '0'],
    [1234567.891, '1,234,567.89'],
    [999.999, '1,000'],
    [0.1, '0.1'],
    [-1234, '-1,234'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});
