import type { PresetId } from '../domain/presets.ts';
import { type Random, seededRandom } from './random.ts';
import { type Size, type SizeFigures, sizeFigures } from './sizes.ts';
import { type Timetable, timetableFor, withOneLeavePoint } from './timetable.ts';

export const variants = [
  'junior',
  'nineYear',
  'numbers',
  'oneLeavePoint',
  'noPupils',
  'oneClass',
  'noClubs',
  'noStaff',
] as const;
export type Variant = (typeof variants)[number];

export interface GeneratorOptions {
  size: Size;
  seed: number;
  /** Default "weifang", the four segments. */
  preset?: PresetId;
  variant?: Variant;
}

/** What all parts of a generated school agree on before the first random number is drawn. */
export interface SchoolPlan {
  id: string;
  seed: number;
  size: Size;
  preset: PresetId;
  variant: Variant | undefined;
  stage: 'primary' | 'junior' | 'nineYear';
  grades: readonly number[];
  classesPerGrade: number;
  leaders: number;
  figures: SizeFigures;
  timetable: Timetable;
  /** A stream of random numbers for one part of this school. */
  random(part: string): Random;
}

/** A teaching point with one class. */
const oneClassFigures = { classes: 1, leaders: 2, teachers: 3, outsiders: 1, clubs: 2 };

export function planSchool(options: GeneratorOptions): SchoolPlan {
  const { size, seed, preset = 'weifang', variant } = options;
  if (!Number.isSafeInteger(seed)) throw new Error(`seed must be a whole number, got ${seed}`);
  const ofSize =
    variant === 'oneClass' ? { ...sizeFigures.village, ...oneClassFigures } : sizeFigures[size];
  const stage = variant === 'junior' || variant === 'nineYear' ? variant : 'primary';
  const allGrades = { primary: [1, 2, 3, 4, 5, 6], junior: [7, 8, 9], nineYear: upTo(9) }[stage];
  const grades = variant === 'oneClass' ? [3] : allGrades;
  const classesPerGrade = Math.ceil(ofSize.classes / allGrades.length);
  const classes = grades.length * classesPerGrade;
  // Nine grades may need more classes than the size has: staff grows with them.
  const teachers = Math.ceil((ofSize.teachers * classes) / ofSize.classes);
  const figures = { ...ofSize, classes, teachers };
  const full = timetableFor(preset, stage === 'junior');
  const timetable = variant === 'oneLeavePoint' ? withOneLeavePoint(full) : full;
  const homeDays = timetable.slots.find((slot) => slot.segment === 'homeSchool')?.weekdays?.length;
  return {
    id: [size, seed, ...(preset === 'weifang' ? [] : [preset]), ...(variant ? [variant] : [])].join(
      '-',
    ),
    seed,
    size,
    preset,
    variant,
    stage,
    grades,
    classesPerGrade,
    // On a home-school day each grade needs a leader while another is on duty; one more may be away.
    leaders: Math.max(figures.leaders, Math.ceil(grades.length / (homeDays ?? 5)) + 2),
    figures,
    timetable,
    random: (part) => seededRandom(seed, `${size}/${part}`),
  };
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, i) => i + 1);
}
