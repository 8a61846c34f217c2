/**
 * A problem of curriculum-based course timetabling, as in track 3 of the Second International
 * Timetabling Competition (ITC-2007). Days and periods count from 0; a *slot* is a period of the
 * week, `day * periodsPerDay + period`.
 */
export interface CttInstance {
  readonly name: string;
  readonly days: number;
  readonly periodsPerDay: number;
  readonly courses: readonly CttCourse[];
  readonly rooms: readonly { readonly id: string; readonly capacity: number }[];
  readonly curricula: readonly CttCurriculum[];
}

export interface CttCourse {
  readonly id: string;
  readonly teacher: string;
  readonly lectures: number;
  readonly minWorkingDays: number;
  readonly students: number;
  /** Slots in which no lecture of the course may be. */
  readonly unavailable: ReadonlySet<number>;
}

export interface CttCurriculum {
  readonly id: string;
  /** Indices of its courses, each once. */
  readonly courses: readonly number[];
}

/** One thing that is wrong with a file; lines count from 1. */
export interface LineFault {
  line: number;
  message: string;
}

/** A file that cannot be read, with everything that is wrong with it. */
export class CttFileError extends Error {
  readonly file: string;
  readonly faults: readonly LineFault[];

  constructor(file: string, faults: readonly LineFault[]) {
    super(faults.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
    this.name = 'CttFileError';
    this.file = file;
    this.faults = faults;
  }
}
