import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PresetId } from '../../src/domain/presets.ts';
import { type Problem, presetIds, type Staff } from '../../src/domain/problem.ts';
import { parseProblemText } from '../../src/domain/validate.ts';
import { generateProblem, type Size, sizes } from '../../src/generator/index.ts';
import type { Check } from '../read-options.ts';

/**
 * A school that another process can make again. By its name alone: `SIZE-PRESET-SEED` is a generated
 * one, `short-…` one of `shortages`. Or from a file, which gives it its name.
 */
export interface School {
  name: string;
  file?: string;
}

const friday = { weekday: 5, start: '00:00', end: '23:59' };

/**
 * Village schools in which posts or sessions must stay open, whoever plans. The least medium cost
 * is proven by the integer model (`leastMedium`).
 */
export const shortages: Record<string, { about: string; make: () => Problem }> = {
  'short-leaders': {
    about: 'no leader is there on Friday',
    make: () => awayOnFriday(({ kind }) => kind === 'leader'),
  },
  'short-lessons': {
    about: 'nobody may lead a theme lesson',
    make() {
      const problem = awayOnFriday(() => false);
      for (const activity of problem.activities)
        if (activity.kind === 'microTheme')
          activity.seats = [{ role: 'lead', qualification: 'none' }];
      return problem;
    },
  },
  'short-friday': {
    about: 'four of sixteen people are there on Friday',
    make: () => awayOnFriday((_, i) => i % 4 !== 0),
  },
  'short-staff': {
    about: 'five of sixteen people have left',
    make: () => without(20, ['T001', 'T003', 'T004', 'T008', 'T011']),
  },
};

/** A village school that some people have left. */
function without(seed: number, gone: readonly string[]): Problem {
  const problem = generateProblem({ size: 'village', seed });
  const hasLeft = (id: string | undefined) => id !== undefined && gone.includes(id);
  problem.staff = problem.staff.filter(({ id }) => !hasLeft(id));
  for (const c of problem.classes) if (hasLeft(c.headTeacherId)) delete c.headTeacherId;
  for (const pupil of problem.students ?? []) if (hasLeft(pupil.mentorId)) delete pupil.mentorId;
  return problem;
}

function awayOnFriday(isAway: (person: Staff, i: number) => boolean): Problem {
  const problem = generateProblem({ size: 'village', seed: 1 });
  problem.staff.forEach((person, i) => {
    if (isAway(person, i)) person.unavailable = [...(person.unavailable ?? []), friday];
  });
  return problem;
}

export function generatedSchool(size: Size, preset: PresetId, seed: number): School {
  return { name: `${size}-${preset}-${seed}` };
}

export function schoolInFile(file: string): School {
  return { name: basename(file, '.json'), file };
}

export function makeSchool({ name, file }: School): Problem {
  if (file !== undefined) {
    const parsed = parseProblemText(readFileSync(file, 'utf8'));
    if (!parsed.ok) throw new Error(`${file}: ${parsed.faults[0]?.message}`);
    return parsed.problem;
  }
  const shortage = shortages[name];
  if (shortage) return shortage.make();
  const wanted = partsOf(name);
  if (wanted === undefined) throw new Error(`no school is called ${JSON.stringify(name)}`);
  return generateProblem(wanted);
}

/** The options of a generated school, from its name. */
function partsOf(name: string) {
  const size = sizes.find((s) => name.startsWith(`${s}-`));
  const preset = presetIds.find((p) => name.startsWith(`${size}-${p}-`));
  const seed = Number(name.slice(`${size}-${preset}-`.length));
  if (size === undefined || preset === undefined || !Number.isSafeInteger(seed)) return undefined;
  return { size, preset, seed };
}

/** Whether a school can be made by its name. */
export const isSchool: Check = (name) =>
  name in shortages || partsOf(name) !== undefined
    ? undefined
    : 'schools are named SIZE-PRESET-SEED, as medium-weifang-1';
