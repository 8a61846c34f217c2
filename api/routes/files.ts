import { createHash } from 'node:crypto';
import { z } from 'zod';
import { spansOf, spansWithin } from '../../src/domain/validity.ts';
import {
  docxType,
  type ExportKind,
  exportKinds,
  type MadeFile,
  xlsxType,
} from '../../src/files/index.ts';
import {
  everyPublication,
  findPlanInfo,
  findProblemInfo,
  loadPlanText,
  loadProblemText,
  type PackedProblem,
  type PlanInfo,
} from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import type { ExportAsked } from '../heavy/tasks.ts';
import { ApiError } from '../problem-details.ts';
import { textsOf } from '../published-weeks.ts';
import { idOf, isKnown, type Reply, type Route, route } from '../route.ts';
import { storedProblemSchema, storeQuerySchema } from '../schemas.ts';
import { replacedBy, storeProblem } from './problems.ts';

const templateQuerySchema = z.strictObject({ kind: z.enum(['empty', 'example']).optional() });
/** Of whatever is one file by itself there may be several. */
const planFileTypes = ['application/zip', docxType, 'text/calendar'];
const exportQuerySchema = z.strictObject({ as: z.enum(exportKinds) });

/** Workbooks in and out, and plans as files for people. */
export function fileRoutes({ db, heavy }: ApiDeps): Route[] {
  const template = keptTemplates(heavy);
  return [
    route({
      method: 'post',
      path: '/v1/problems/import',
      tag: 'files',
      summary: { zh: '导入学校的 Excel 工作簿', en: 'Send a school’s workbook' },
      notes:
        'The body is the .xlsx file. It is taken or refused whole; faults carry `sheet` and ' +
        '`cell` beside the JSON Pointer.',
      query: storeQuerySchema,
      rawBody: xlsxType,
      replies: { 201: { description: 'Stored', schema: storedProblemSchema } },
      faults: [
        'body-too-large',
        'not-a-workbook',
        'csv-file',
        'old-workbook',
        'too-large',
        'missing-sheet',
        'bad-school-id',
        'stored-meanwhile',
        'data-gone',
      ],
      readBytes: (bytes) => heavy.run('importWorkbook', bytes),
      async handle({ access, body, db, query: { replaces } }) {
        return storeProblem(db, access, body as unknown as PackedProblem, replacedBy(replaces));
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
        const id = idOf(params, 'problem-not-found');
        const info = await findProblemInfo(db, id);
        const problem = await loadProblemText(db, id);
        if (!info || !problem) throw new ApiError('problem-not-found');
        const isWhole = access.may('pupils:read', info.schoolId);
        return download(await heavy.run('workbook', { problem, isWhole }));
      },
    }),
    route({
      method: 'get',
      path: '/v1/template',
      tag: 'files',
      summary: { zh: '下载模板', en: 'A workbook to fill in' },
      notes:
        'The periods of a usual week stand in it. With `kind=example` it is filled in with a made-up school.',
      query: templateQuerySchema,
      replies: {
        200: { description: 'The workbook', type: xlsxType },
        304: { description: 'As the ETag that you sent' },
      },
      async handle({ query, req, res }) {
        const { file, etag } = await template(query.kind ?? 'empty');
        return isKnown({ req, res }, etag) ? { status: 304 } : download(file);
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
        'Roll calls name pupils: without the right `rolls:read` they are left out. Of a plan that ' +
        'holds on some date, monthly figures and calendars have each date of the term by the plan ' +
        'that was published for it; of any other, the whole term by that plan.',
      query: exportQuerySchema,
      replies: { 200: { description: 'The file, or a zip of files', type: planFileTypes } },
      faults: ['plan-not-found', 'no-term'],
      async handle({ access, params, query }) {
        const id = idOf(params, 'plan-not-found');
        const info = await findPlanInfo(db, id);
        const plan = info && (await loadPlanText(db, id));
        const problem = info && (await loadProblemText(db, info.problemId));
        if (!plan || !problem) throw new ApiError('plan-not-found');
        const withRolls = access.may('rolls:read', info.schoolId);
        const published = await publishedFor(info, problem, query.as);
        const file = await heavy.run('planFile', {
          plan,
          problem,
          as: query.as,
          withRolls,
          ...(published && { published }),
        });
        if (file === 'no-term') throw new ApiError('no-term');
        return download(file);
      },
    }),
  ];

  /** When a plan holds that was published; and what holds in its term, for files that have dates. */
  async function publishedFor(
    { id, schoolId }: PlanInfo,
    problem: Uint8Array,
    as: ExportKind,
  ): Promise<ExportAsked['published']> {
    const every = spansOf(await everyPublication(db, schoolId));
    const spans = every.filter(({ held }) => held.planId === id);
    if (spans.length === 0) return undefined;
    const own = spans.map(({ from, to }) => ({ from, to }));
    const term = as === 'xlsx' || as === 'ics' ? await heavy.run('termOf', problem) : undefined;
    const held = term ? spansWithin(every, term.start, term.end) : [];
    if (term && held.length === 0) return undefined;
    return { spans: own, held: await textsOf(db, held) };
  }
}

type TemplateKind = NonNullable<z.infer<typeof templateQuerySchema>['kind']>;

/** Anybody may ask for these, and they are the same until the program is another: each is made once. */
function keptTemplates(heavy: ApiDeps['heavy']) {
  const make = async (kind: TemplateKind) => {
    const example = kind === 'example' ? ({ size: 'village', seed: 1 } as const) : undefined;
    const file = await heavy.run('template', example);
    return { file, etag: createHash('sha256').update(file.bytes).digest('base64url') };
  };
  const kept = new Map<TemplateKind, ReturnType<typeof make>>();
  return async (kind: TemplateKind) => {
    const making = kept.get(kind) ?? make(kind);
    kept.set(kind, making);
    // Who comes after one that failed tries again.
    making.catch(() => kept.delete(kind));
    return await making;
  };
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
