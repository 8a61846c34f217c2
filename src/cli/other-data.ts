import type { Bilingual } from '../domain/bilingual.ts';
import { problemHash } from '../domain/hash.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import { problemOfPlan } from '../domain/profiles.ts';
import { writeOut } from './files.ts';

export const scoredByGiven: Bilingual = {
  zh: '得分按给出的数据计算',
  en: 'it is scored by the data given',
};

/**
 * Says so where the data given are not those that the plan was made for; weights aside.
 *
 * @param which of several plans, as the output calls it
 */
export async function tellOtherData(
  plan: Plan,
  problem: Problem,
  outcome: Bilingual,
  which = '',
): Promise<void> {
  if (plan.problemHash === '' || plan.problemHash === problemHash(problemOfPlan(problem, plan)))
    return;
  const { zh, en } = outcome;
  await writeOut(
    process.stderr,
    `! 方案${which && ` ${which} `}是按另一版数据排的，${zh}。 ${which ? `Plan ${which}` : 'The plan'} was made for other data; ${en}.\n`,
  );
}
