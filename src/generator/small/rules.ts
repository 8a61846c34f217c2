import type { MergeScope } from '../../domain/params.ts';
import type { ParamsInput, Problem, Segment } from '../../domain/problem.ts';
import { mergeScopes, segments, staffKinds } from '../../domain/problem.ts';
import { ruleIds, softRuleIds } from '../../domain/rule-ids.ts';
import { timeOf } from '../../domain/time.ts';
import type { Random } from '../random.ts';
import type { SmallScene } from './activities.ts';

export function smallRules(random: Random, scene: SmallScene): Problem['rules'] {
  const rules: NonNullable<Problem['rules']> = {};
  if (random.chance(80)) rules.params = params(random, scene);
  if (random.chance(30)) {
    const changed = random.sample(softRuleIds, random.between(1, 6));
    rules.weights = Object.fromEntries(
      changed.map((id) => [id, random.pick([0, 0.5, 1, 2.25, 7, 20])]),
    );
  }
  // Mostly soft rules; a hard one now and then, for a solver must leave that alone too.
  if (random.chance(20)) rules.off = random.sample(softRuleIds, random.between(1, 3));
  if (random.chance(6)) rules.off = [random.pick(ruleIds)];
  return rules;
}

function params(random: Random, { week, people }: SmallScene): ParamsInput {
  const { firstMinute, lastMinute } = week;
  // The last pupil's end of day is never after `latestEnd`: nobody could keep that rule.
  const primaryEnd = timeOf(people.primaryEndMinute + random.pick([0, 0, 30]));
  const juniorEnd = timeOf(lastMinute + random.pick([10, 30, 60]));
  return {
    ...(random.chance(40) ? { latestEnd: { primary: primaryEnd, junior: juniorEnd } } : {}),
    ...(random.chance(20) ? { earliestStart: timeOf(firstMinute - random.pick([0, 30])) } : {}),
    ...(random.chance(25) ? { lateFrom: timeOf(lastMinute - random.pick([0, 20, 60])) } : {}),
    ...(random.chance(60) ? { care: careParams(random) } : {}),
    ...(random.chance(40)
      ? {
          rest: {
            ...(random.chance(50) ? { afterLesson: random.pick([0, 5, 20]) } : {}),
            ...(random.chance(50) ? { dutyMinutes: random.pick([30, 60, 90]) } : {}),
            ...(random.chance(50) ? { lateStart: random.pick([0, 15, 60]) } : {}),
          },
        }
      : {}),
    ...(random.chance(50)
      ? {
          staff: {
            ...(random.chance(50) ? { sessionsPerDay: random.between(1, 4) } : {}),
            ...(random.chance(40) ? { daysPerWeek: random.between(1, 4) } : {}),
            ...(random.chance(50) ? { latePerWeek: random.between(1, 3) } : {}),
            ...(random.chance(25) ? { minutesPerWeek: random.between(90, 400) } : {}),
            ...(random.chance(25) ? { clubs: random.between(1, 2) } : {}),
          },
        }
      : {}),
    ...(random.chance(20) ? { loadFactor: loadFactor(random) } : {}),
    ...(random.chance(20) ? { outsiderNeedsPartner: random.chance(50) } : {}),
    ...(random.chance(35)
      ? { learningPerDay: Math.max(1, week.homeworkPerDay) + random.below(2) }
      : {}),
    ...(random.chance(35) ? { maxClubs: random.between(0, 3) } : {}),
    ...(random.chance(35) ? { budget: random.pick([0, 100, 500.5, 2000]) } : {}),
  };
}

function careParams(random: Random): NonNullable<ParamsInput['care']> {
  return {
    ...(random.chance(25)
      ? { kinds: random.chance(60) ? [...staffKinds] : ['teacher', 'leader', 'retired'] }
      : {}),
    ...(random.chance(40) ? { maxGroup: random.between(4, 25) } : {}),
    ...(random.chance(40) ? { pupilsPerAdult: random.between(3, 15) } : {}),
    ...(random.chance(40) ? { mergeWithin: mergeWithin(random) } : {}),
  };
}

function mergeWithin(random: Random): Partial<Record<Segment, MergeScope>> {
  const some = random.sample(
    segments.filter((segment) => segment !== 'duty'),
    random.between(1, 4),
  );
  return Object.fromEntries(some.map((segment) => [segment, random.pick(mergeScopes)]));
}

function loadFactor(random: Random): Partial<Record<Segment, number>> {
  const some = random.sample(segments, random.between(1, 3));
  return Object.fromEntries(some.map((segment) => [segment, random.pick([0.5, 1, 1.5, 2])]));
}
