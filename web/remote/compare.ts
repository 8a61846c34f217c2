import { useQuery } from '@tanstack/react-query';
import type { PlanChange } from '../../src/domain/compare/changes.ts';
import type { PlanKpis } from '../../src/domain/compare/kpis.ts';
import { request } from './client.ts';

/** Plans side by side, as the service reckons them. Plans never change, and neither do these. */
const FOREVER = { staleTime: Number.POSITIVE_INFINITY };

export function useKpis(ids: readonly string[]) {
  return useQuery({
    queryKey: ['kpis', ids],
    queryFn: () =>
      request<{ id: string; kpis: PlanKpis }[]>('GET', `/v1/plans/compare?ids=${ids.join(',')}`),
    ...FOREVER,
  });
}

export interface Comparison {
  kpis: { a: PlanKpis; b: PlanKpis };
  rules: Record<string, { a: number; b: number }>;
  changes: PlanChange[];
}

export function useComparison(a: string, b: string) {
  return useQuery({
    queryKey: ['comparison', a, b],
    queryFn: () => request<Comparison>('GET', `/v1/plans/${a}/compare/${b}`),
    ...FOREVER,
  });
}
