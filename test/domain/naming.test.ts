import { expect, it } from 'vitest';
import { listOf, same } from '../../src/domain/naming.ts';

it('a long list is cut, and counted as what stands in it', () => {
  const names = Array.from({ length: 30 }, (_, i) => same(`${i + 1}`));
  expect(listOf(names, 'people')).toEqual({
    zh: '1、2、3、4、5、6等30人',
    en: '1, 2, 3, 4, 5, 6 and 24 more',
  });
  expect(listOf(names, 'classes').zh).toMatch(/等30个班$/);
  expect(listOf(names.slice(0, 6), 'people').zh).toBe('1、2、3、4、5、6');
});
