import { expect, test } from 'vitest';
import { bestOf } from '../../../web/compare/kpi-table.tsx';

const show = (value: number) => value.toFixed(1);

test('nobody wins on figures that look the same', () => {
  expect(bestOf([0.99971, 0.99974], false, (value) => value.toFixed(4))).toBe(undefined);
  expect(bestOf([0.99971, 0.99986], false, (value) => value.toFixed(4))).toBe('0.9999');
});

test('the best is the least or the most, and all who look like it', () => {
  expect(bestOf([3, 2.04, 2.01], true, show)).toBe('2.0');
  expect(bestOf([3, 2.04, null], false, show)).toBe('3.0');
  expect(bestOf([3, 2], null, show)).toBe(undefined);
  expect(bestOf([3, null], true, show)).toBe(undefined);
});
