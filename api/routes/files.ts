import { z } from 'zod';
import { rules } from '../../solver/index.ts';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import {
  exportKinds,
  exportPlan,
  type MadeFile,
  packFiles,
  readWorkbook,
  writeTemplate,
  writeWorkbook,
  xlsxType,
} from '../../src/files/index.ts';
import { findPlanInfo, loadPlan, loadProblem } from '../../src/store/index.ts';
import { readBody } from '../body.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError, refused } from '../problem-details.ts';
import { idOf, type Reply, type Route, route } from '../route.ts';
import { storedProblemSchema } from '../schemas.ts';
import { withoutFlags } from '../without-flags.ts';
import { storeProblem } from './problems.ts';

const exportQuerySchema = z.strictObject({ as: z.enum(exportKinds) });

/** Workbooks in and out, and plans as files for people. */
export function fileRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/problems/import',
      tag: 'files',
      summary: { zh: '导入学校的 Excel 工作簿', en: 'Send a school’s workbook' },
      notes:
        'The body is the .xlsx file. It is taken or refused whole; faults carry `sheet` and ' +
        '`cell` beside the JSON Pointer.',
      rawBody: xlsxType,
      replies: { 201: { description: 'Stored', schema: storedProblemSchema } },
      faults: ['body-too-large', 'not-a-workbook', 'old-workbook', 'too-large', 'missing-sheet'],
      async handle({ access, req, res, db }) {
        const read = await readWorkbook(await readBody(req, res));
        if (!read.ok) throw refused(read.faults);
        return storeProblem(db, access, read.problem);
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems/{id}/workbook',
      tag: 'files',
      summary: { zh: '下载学校的 Excel 工作簿', en: 'The problem as a workbook' },
      notes: 'Without the right `pupils:read` it comes without priority flags and mentors.',
      replies: { 200: { description: 'The workbook', type: xlsxType } },
      faults: ['problem-not-found'],
      async handle({ access, params }) {
        const problem = await loadProblem(db, idOf(params, 'problem-not-found'));
        if (!problem) throw new ApiError('problem-not-found');
        const isWhole = access.may('pupils:read', problem.school.id);
        return download(await writeWorkbook(isWhole ? problem : withoutFlags(problem), rules));
      },
    }),
    route({
      method: 'get',
      path: '/v1/template',
      tag: 'files',
      summary: { zh: '下载空白模板', en: 'An empty workbook to fill in' },
      replies: { 200: { description: 'The workbook', type: xlsxType } },
      async handle() {
        return download(await writeTemplate(rules));
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/export',
      tag: 'files',
      summary: { zh: '导出方案', en: 'A plan as files for people' },
      notes:
        'Timetables, figures and roll calls (`xlsx`), timetables (`pdf`), calendars (`ics`), ' +
        'posts (`csv`), the term plan (`docx`). More than one file comes as a zip archive. ' +
        'Roll calls name pupils: without the right `rolls:read` they are left out.',
      query: exportQuerySchema,
      replies: { 200: { description: 'The file, or a zip of files', type: 'application/zip' } },
      faults: ['plan-not-found', 'no-term'],
      async handle({ access, params, query }) {
        const id = idOf(params, 'plan-not-found');
        const info = await findPlanInfo(db, id);
        const plan = info && (await loadPlan(db, id));
        const stored = info && (await loadProblem(db, info.problemId));
        if (!plan || !stored) throw new ApiError('plan-not-found');
        const problem = problemOfPlan(stored, plan);
        if (query.as === 'ics' && problem.term === undefined) throw new ApiError('no-term');
        const withRolls = access.may('rolls:read', problem.school.id);
        const files = await exportPlan(plan, problem, query.as, withRolls);
        const [only] = files;
        const name = `${problem.school.name || problem.school.id}-${query.as}`;
        return download(
          only !== undefined && files.length === 1 ? only : await packFiles(name, files),
        );
      },
    }),
  ];
}

function download({ name, type, bytes }: MadeFile): Reply {
  // The plain name is for old clients; the other one is RFC 8187, and may be Chinese.
  const plain = `afterbell${/\.\w+$/.exec(name)?.[0] ?? ''}`;
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return {
    status: 200,
    body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    type,
    headers: {
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
    },
  };
}
