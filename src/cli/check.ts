import { hasNumbers, mostPupils } from '../domain/attendance.ts';
import { checkCapacity } from '../domain/capacity/capacity.ts';
import { hardConflicts } from '../domain/capacity/hard-conflicts.ts';
import { helpLine } from '../domain/capacity/help.ts';
import { seatsForNobody } from '../domain/capacity/nobody.ts';
import { dataWarnings } from '../domain/data-warnings.ts';
import { problemHash } from '../domain/hash.ts';
import { schoolName } from '../domain/naming.ts';
import { indexProblem, type ProblemIndex } from '../domain/problem-index.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { readable, writeOut } from './files.ts';
import { positionals } from './options.ts';
import { readProblem } from './read-problem.ts';
import { told, warningLines } from './warning-lines.ts';

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
    const index = indexProblem(problem);
    const pupils = hasNumbers(problem) ? `每天最多 ${mostPupils(index)}` : String(counts.students);
    const problemHashText = problemHash(problem);
    const text =
      values.json === true
        ? JSON.stringify({ ok: true, id: school.id, hash: problemHashText, ...counts })
        : `有效 Valid  ${schoolName(school)}  班级 ${counts.classes}  学生 ${pupils}  教职工 ${counts.staff}  场地 ${counts.rooms}  活动 ${counts.activities}  时段 ${counts.periods}\n${problemHashText}`;
    await writeOut(process.stdout, `${readable(text)}\n`);
    const isJson = values.json === true;
    const lines = [
      ...dataWarnings(index).flatMap((one) => warningLines(one, isJson)),
      ...(isJson ? jsonWarnings(index) : toldWarnings(index).map(readable)),
    ];
    for (const line of lines) await writeOut(isJson ? process.stderr : process.stdout, `${line}\n`);
    return exitCodes.ok;
  },
};

/** Warnings are no faults of the file: the problem is valid, and what they tell of stays undone. */
function jsonWarnings(index: ProblemIndex): string[] {
  return [
    ...hardConflicts(index).map((one) => ({ warning: 'hard-conflict', ...one })),
    ...checkCapacity(index).map((one) => ({ warning: 'shortage', ...one })),
    ...seatsForNobody(index).map((one) => ({ warning: 'seat-for-nobody', ...one })),
  ].map((one) => JSON.stringify(one));
}

function toldWarnings(index: ProblemIndex): string[] {
  return [
    ...hardConflicts(index).flatMap(({ sentence }) => told(sentence)),
    ...checkCapacity(index).flatMap(({ sentence, help }) => [
      ...told(sentence),
      ...help.map((one) => {
        const { zh, en } = helpLine(one, index);
        return `  → ${zh} / ${en}`;
      }),
    ]),
    ...seatsForNobody(index).flatMap(({ sentence }) => told(sentence)),
  ];
}
