import {
  currentPublication,
  deleteSchool,
  findSchool,
  listPublications,
  listSchools,
} from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor, readTextCursor, writeTextCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError } from '../problem-details.ts';
import {
  doneSchema,
  publicationListSchema,
  publicationSchema,
  schoolListSchema,
  schoolSchema,
} from '../rights-schemas.ts';
import { type Route, route } from '../route.ts';

/** Schools, and what each has published; lists of the rest take `?schoolId=`. */
export function schoolRoutes({ db }: ApiDeps): Route[] {
  const tag = 'schools';
  return [
    route({
      method: 'get',
      path: '/v1/schools',
      tag,
      summary: { zh: '我能看到的学校', en: 'Schools that one may see' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page, by id', schema: schoolListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, cursor } = query;
        const after = readTextCursor(cursor);
        const { items, next } = await listSchools(db, access.schools(), limit, after);
        return { status: 200, body: { items, next: writeTextCursor(next) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/schools/{id}',
      tag,
      summary: { zh: '读取学校', en: 'A school' },
      replies: { 200: { description: 'The school', schema: schoolSchema } },
      faults: ['school-not-found'],
      async handle({ params }) {
        const school = await findSchool(db, params.id ?? '');
        if (!school) throw new ApiError('school-not-found');
        return { status: 200, body: school };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/schools/{id}',
      tag,
      summary: { zh: '删除学校及其全部数据', en: 'Delete a school and everything of its pupils' },
      notes: 'Problems, jobs, plans and publications go; the audit log keeps who did it.',
      replies: { 200: { description: 'Deleted', schema: doneSchema } },
      faults: ['school-not-found'],
      async handle({ access, params: { id = '' }, db }) {
        access.aboutName = (await findSchool(db, id))?.name;
        if (!(await deleteSchool(db, id))) throw new ApiError('school-not-found');
        return { status: 200, body: { done: true } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/schools/{id}/publications',
      tag,
      summary: { zh: '学校的发布记录', en: 'What a school published, newest first' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page', schema: publicationListSchema } },
      faults: ['school-not-found'],
      async handle({ params, query: { limit = DEFAULT_PAGE, cursor } }) {
        const page = await listPublications(db, params.id ?? '', limit, readCursor(cursor));
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/schools/{id}/publications/current',
      tag,
      summary: { zh: '当前有效的发布', en: 'The publication in force' },
      replies: { 200: { description: 'The one that holds today', schema: publicationSchema } },
      faults: ['school-not-found', 'publication-not-found'],
      async handle({ params }) {
        const publication = await currentPublication(db, params.id ?? '');
        if (!publication) throw new ApiError('publication-not-found');
        return { status: 200, body: publication };
      },
    }),
  ];
}
