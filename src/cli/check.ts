import { checkCapacity, type Shortage } from '../domain/capacity/capacity.ts';
import { problemHash } from '../domain/hash.ts';
import { indexProblem } from '../domain/problem-index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut } from './files.ts';
import { positionals } from './options.ts';
import { readProblem } from './read-problem.ts';

export const check: Command = {
  options: {},

  async run({ values, positionals: given }) {
    const [problemPath] = positionals(given, ['the problem file']) as [string];
    const problem = await readProblem(problemPath);
    const { school, classes, students = [], staff, rooms, activities, periods } = problem;
    const counts = {
      classes: classes.length,
      students: students.length,
      staff: staff.length,
      rooms: rooms.length,
      activities: activities.length,
      periods: periods.length,
    };
    const problemHashText = problemHash(problem);
    const text =
      values.json === true
        ? JSON.stringify({ ok: true, id: school.id, hash: problemHashText, ...counts })
        : `有效 Valid  ${school.name}  班级 ${counts.classes}  学生 ${counts.students}  教职工 ${counts.staff}  场地 ${counts.rooms}  活动 ${counts.activities}  时段 ${counts.periods}\n${problemHashText}`;
    await writeOut(process.stdout, `${text}\n`);
    await warn(checkCapacity(indexProblem(problem)), values.json === true);
    return exitCodes.ok;
  },
};

/** A shortage is no fault of the file: the problem is valid, and posts will stay open. */
async function warn(shortages: readonly Shortage[], json: boolean): Promise<void> {
  for (const shortage of shortages) {
    const { zh, en } = shortage.sentence;
    const line = json ? JSON.stringify({ warning: 'shortage', ...shortage }) : `! ${zh}\n  ${en}`;
    await writeOut(json ? process.stderr : process.stdout, `${line}\n`);
  }
}
