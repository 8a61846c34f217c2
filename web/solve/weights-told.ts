import type { Plan, Problem } from '../../src/domain/problem.ts';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useProfiles } from '../remote/queries.ts';
import type { RuleInfo } from '../remote/types.ts';

/** What a run was told of weights; the same stands in the `solver` of its plan. */
interface Told {
  profile?: unknown;
  weights?: unknown;
}

/** Says what a run was told of weights: the profile, and how many were changed; "" for nothing. */
export function useWeightsTold(): (told: Told) => string {
  const { t, lang, number } = useLanguage();
  const profiles = useProfiles().data ?? [];
  return ({ profile, weights }) => {
    const changed = typeof weights === 'object' ? Object.keys(weights ?? {}).length : 0;
    const title = profiles.find(({ id }) => id === profile)?.title[lang] ?? profile;
    return [title, changed > 0 && t.solve.weightsChanged(number(changed))]
      .filter(Boolean)
      .join(' · ');
  };
}

/** Whether soft costs of plans may be set against each other: they are reckoned by equal weights. */
export function haveOneScale(
  plans: readonly { problem: Problem; plan: Pick<Plan, 'solver'> }[],
  rules: readonly Pick<RuleInfo, 'id' | 'level' | 'defaultWeight'>[],
): boolean {
  const scales = plans.map(({ problem, plan }) => {
    const { weights = {}, off = [] } = problemOfPlan(problem, plan).rules ?? {};
    const known: Readonly<Record<string, number>> = weights;
    return rules
      .filter(({ level }) => level === 'soft')
      .map(({ id, defaultWeight }) => (off.includes(id) ? 0 : (known[id] ?? defaultWeight)))
      .join();
  });
  return new Set(scales).size <= 1;
}
