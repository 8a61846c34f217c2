import type { Bilingual } from '../domain/bilingual.ts';
import { problemHash } from '../domain/hash.ts';
import type { Plan, Problem } from '../domain/problem.ts';
import { problemOfPlan } from '../domain/profiles.ts';
import { writeOut } from './files.ts';

/** Says so where the data given are not those that the plan was made for; weights aside. */
export async function tellOtherData(
  plan: Plan,
  problem: Problem,
  outcome: Bilingual,
): Promise<void> {
  if (plan.problemHash === '' || plan.problemHash === problemHash(problemOfPlan(problem, plan)))
    return;
  const { zh, en } = outcome;
  await writeOut(
    process.stderr,
    `! 方案是按另一版数据排的，${zh}。 The plan was made for other data; ${en}.\n`,
  );
}
