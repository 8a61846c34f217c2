import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { DateTime } from 'luxon';
import { makeFault } from '../../src/domain/faults.ts';
import type { Subject } from '../../src/domain/portal-week.ts';
import {
  createPortalLink,
  type Database,
  everyPublication,
  findJob,
  findPortalLink,
  findPortalRequest,
  type Job,
  type JobOptions,
  listPortalLinks,
  type PortalRequest,
  requestSchedule,
  revokePortalLink,
} from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError, refused } from '../problem-details.ts';
import { PublishedWeeks, textsOf } from '../published-weeks.ts';
import { idOf, isKnown, type Reply, type Route, route } from '../route.ts';
import {
  newPortalLinkSchema,
  portalLinkListSchema,
  portalLinkRequestSchema,
  portalRequestBodySchema,
  portalSubjectsSchema,
  portalTicketSchema,
  portalWeekSchema,
  scheduleQuerySchema,
  sharedCalendarQuerySchema,
  sharedQuerySchema,
  sharedSubjectsQuerySchema,
  subjectsQuerySchema,
} from '../service-schemas.ts';

const DEFAULT_SECONDS = 10;
/** How long an answer may be shown without asking again; a publication is seen within it. */
const FRESH_SECONDS = 30;
const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** Of a calendar: what it shows, and the version of this service, which may write it otherwise. */
export function calendarTag(
  version: string,
  publications: readonly (string | undefined)[],
  subject: Subject,
): string {
  const told = JSON.stringify([version, publications, subject]);
  return createHash('sha256').update(told).digest('base64url');
}

/** What families, teachers and the systems in between see of published plans. */
export function portalRoutes({ db, heavy, kick, closing, version }: ApiDeps): Route[] {
  const weeks = new PublishedWeeks(db);
  return [
    route({
      method: 'post',
      path: '/v1/portal/requests',
      tag: 'portal',
      summary: { zh: '请求排班', en: 'Ask for a schedule from the data that the school sent last' },
      notes:
        'Answers with a ticket at once. When the plan is there, the webhooks of the event ' +
        '`portal.ended` are told. Nothing is published by this: that is the school’s decision.',
      body: portalRequestBodySchema,
      replies: { 202: { description: 'The ticket', schema: portalTicketSchema } },
      faults: ['school-not-found', 'problem-not-found'],
      async handle({ access, body, db, whenStored }) {
        if (closing.aborted) throw new ApiError('shutting-down');
        const { schoolId, seed = 1, ...limits } = body;
        await access.requireSchools(db, [{ id: schoolId, path: ['schoolId'] }]);
        const options: JobOptions = { seed };
        if (limits.seconds !== undefined) options.seconds = limits.seconds;
        else if (limits.steps === undefined) options.seconds = DEFAULT_SECONDS;
        if (limits.steps !== undefined) options.steps = limits.steps;
        if (limits.threads !== undefined) options.threads = limits.threads;
        const made = await requestSchedule(db, schoolId, options);
        if (!made) {
          const what = 'The school has sent no data yet';
          throw refused(
            [makeFault('problem-not-found', ['schoolId'], what, { value: schoolId })],
            404,
          );
        }
        whenStored(kick);
        const headers = { Location: `/v1/portal/requests/${made.id}` };
        return { status: 202, body: await ticketOf(db, made), headers };
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/requests/{id}',
      tag: 'portal',
      summary: { zh: '请求的进展', en: 'How a request stands' },
      replies: { 200: { description: 'The ticket', schema: portalTicketSchema } },
      faults: ['request-not-found'],
      async handle({ params }) {
        const found = await findPortalRequest(db, idOf(params, 'request-not-found'));
        if (!found) throw new ApiError('request-not-found');
        return { status: 200, body: await ticketOf(db, found) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/schedule',
      tag: 'portal',
      summary: { zh: '已发布的课表（按班、学生、教师）', en: 'A week of the published plan' },
      notes:
        'Give one of `class`, `pupil`, `staff`, and any date of the week wanted (default: this ' +
        'week in the school’s time zone). Each day is by the plan that was published for it, dated ' +
        'by the term calendar, with nothing of other pupils; `validFrom` tells from when that ' +
        'plan holds.',
      query: scheduleQuerySchema,
      replies: {
        200: { description: 'The week', schema: portalWeekSchema },
        304: { description: 'As the ETag that you sent' },
      },
      faults: ['school-not-found', 'not-published', 'subject-not-found', 'bad-option'],
      async handle({ access, query, req, res }) {
        await access.requireSchools(db, [{ id: query.school, path: ['school'] }]);
        return await weekOf(query.school, subjectOf(query), query.week, { req, res });
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/shared',
      tag: 'portal',
      summary: { zh: '凭链接查看课表', en: 'The same by a link that the school handed out' },
      notes: 'A link for one class, pupil or person needs neither `class`, `pupil` nor `staff`.',
      query: sharedQuerySchema,
      replies: {
        200: { description: 'The week', schema: portalWeekSchema },
        304: { description: 'As the ETag that you sent' },
      },
      faults: ['link-not-found', 'not-published', 'subject-not-found'],
      async handle({ query, req, res }) {
        const { link, subject } = await sharedSubject(query);
        return await weekOf(link.schoolId, subject, query.week, { req, res });
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/shared/calendar',
      tag: 'portal',
      summary: {
        zh: '凭链接订阅日历',
        en: 'The whole term by a link, as a calendar to subscribe to',
      },
      notes:
        'What `/v1/portal/shared` shows, for every week of the term: calendars that subscribe to ' +
        'this address follow each new publication, until the link is revoked.',
      query: sharedCalendarQuerySchema,
      replies: {
        200: { description: 'iCalendar', type: 'text/calendar' },
        304: { description: 'As the ETag that you sent' },
      },
      faults: ['link-not-found', 'not-published', 'subject-not-found', 'no-term'],
      async handle({ query, req, res }) {
        const { link, subject } = await sharedSubject(query);
        const publications = await everyPublication(db, link.schoolId);
        const [newest] = publications;
        if (!newest) throw new ApiError('not-published');
        const headers = { 'Cache-Control': `private, max-age=${FRESH_SECONDS}` };
        // Publications never change, so all that is in it hangs on which there are and which is in
        // force: what the calendar has already need not be made to be compared.
        const now = publications.find(({ inForce }) => inForce)?.id;
        const etag = calendarTag(version, [now, ...publications.map(({ id }) => id)], subject);
        if (isKnown({ req, res }, etag)) return { status: 304, headers };
        const spans = await weeks.ofTerm(publications);
        if (spans === 'no-term') throw new ApiError('no-term');
        const text = await heavy.run('calendar', {
          held: await textsOf(db, spans),
          subject,
          publishedAt: newest.createdAt,
        });
        if (text === 'no-subject') throw new ApiError('subject-not-found');
        return { status: 200, body: Buffer.from(text), type: CALENDAR_TYPE, headers };
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/subjects',
      tag: 'portal',
      summary: { zh: '可查看的班级与教师', en: 'Classes and people whose weeks are published' },
      query: subjectsQuerySchema,
      replies: { 200: { description: 'Whom one can ask for', schema: portalSubjectsSchema } },
      faults: ['school-not-found', 'not-published'],
      async handle({ access, query }) {
        await access.requireSchools(db, [{ id: query.school, path: ['school'] }]);
        const found = await weeks.subjects(query.school);
        if (found === 'not-published') throw new ApiError('not-published');
        return { status: 200, body: { ...found, subject: null } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/portal/shared/subjects',
      tag: 'portal',
      summary: { zh: '凭链接可查看的班级与教师', en: 'The same for a link; alone what it is for' },
      query: sharedSubjectsQuerySchema,
      replies: { 200: { description: 'Whom one can ask for', schema: portalSubjectsSchema } },
      faults: ['link-not-found', 'not-published'],
      async handle({ query }) {
        const link = await findPortalLink(db, query.token);
        if (!link) throw new ApiError('link-not-found');
        const found = await weeks.subjects(link.schoolId);
        if (found === 'not-published') throw new ApiError('not-published');
        const { subject } = link;
        if (!subject) return { status: 200, body: { ...found, subject } };
        const only = { classes: [], staff: [], hasPupils: false };
        return { status: 200, body: { ...found, ...only, subject } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/portal/links',
      tag: 'portal',
      summary: { zh: '生成免登录链接', en: 'Make a link that shows schedules without signing in' },
      body: portalLinkRequestSchema,
      secret: true,
      replies: { 201: { description: 'The link, with its token', schema: newPortalLinkSchema } },
      faults: ['school-not-found'],
      async handle({ access, body, db }) {
        const { schoolId, subject = null, days } = body;
        await access.requireSchools(db, [{ id: schoolId, path: ['schoolId'] }]);
        const expiresAt = days === undefined ? null : DateTime.utc().plus({ days }).toJSDate();
        const made = await createPortalLink(db, { schoolId, subject, expiresAt });
        return { status: 201, body: made };
      },
    }),
    route({
      method: 'get',
      path: '/v1/schools/{id}/links',
      tag: 'portal',
      summary: { zh: '有效的免登录链接', en: 'Links of a school that are in force' },
      query: pageQuerySchema,
      replies: {
        200: {
          description: 'One page, newest first, without their tokens',
          schema: portalLinkListSchema,
        },
      },
      async handle({ params, query: { limit = DEFAULT_PAGE, cursor } }) {
        const school = params.id ?? '';
        const page = pageBody(await listPortalLinks(db, school, limit, readCursor(cursor)));
        const subjects = page.items.flatMap(({ subject }) => subject ?? []);
        const names = await weeks.names(school, subjects);
        const items = page.items.map((link) => ({
          ...link,
          name: link.subject && (names[subjects.indexOf(link.subject)] ?? null),
        }));
        return { status: 200, body: { ...page, items } };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/portal/links/{id}',
      tag: 'portal',
      summary: { zh: '作废链接', en: 'Revoke a link' },
      replies: { 204: { description: 'It shows nothing any more' } },
      faults: ['link-not-found'],
      async handle({ params, db }) {
        if (!(await revokePortalLink(db, idOf(params, 'link-not-found')))) {
          throw new ApiError('link-not-found');
        }
        return { status: 204 };
      },
    }),
  ];

  /** What a link is asked for: what it is for, or any where it is for the whole school. */
  async function sharedSubject(query: { token: string } & SubjectQuery) {
    const link = await findPortalLink(db, query.token);
    if (!link) throw new ApiError('link-not-found');
    const { class: classId, pupil, staff } = query;
    const named = [classId, pupil, staff].some((id) => id !== undefined);
    const subject = link.subject && !named ? link.subject : subjectOf(query);
    const fits =
      !link.subject || (link.subject.kind === subject.kind && link.subject.id === subject.id);
    if (!fits) throw new ApiError('subject-not-found');
    return { link, subject };
  }

  async function weekOf(
    school: string,
    subject: Subject,
    week: string | undefined,
    at: { req: Request; res: Response },
  ): Promise<Reply> {
    const found = await weeks.find(school, subject, dateOf(week));
    if (found === 'not-published') throw new ApiError('not-published');
    if (found === 'no-subject') throw new ApiError('subject-not-found');
    const etag = createHash('sha256').update(JSON.stringify(found)).digest('base64url');
    const headers = { 'Cache-Control': `private, max-age=${FRESH_SECONDS}` };
    if (isKnown(at, etag)) return { status: 304, headers };
    return { status: 200, body: found, headers };
  }

  async function ticketOf(at: Database, { id, schoolId, jobId, createdAt }: PortalRequest) {
    const job = await findJob(at, jobId);
    return {
      id,
      schoolId,
      status: ticketStatus(job),
      planId: job?.planId ?? null,
      publishable: job?.publishable ?? null,
      createdAt,
      endedAt: job?.endedAt ?? null,
    };
  }
}

function ticketStatus(job: Job | undefined): 'waiting' | 'working' | 'ready' | 'failed' {
  if (job?.status === 'queued') return 'waiting';
  if (job?.status === 'running') return 'working';
  return job?.planId ? 'ready' : 'failed';
}

interface SubjectQuery {
  class?: string | undefined;
  pupil?: string | undefined;
  staff?: string | undefined;
}

function subjectOf(query: SubjectQuery): Subject {
  const given = (['class', 'pupil', 'staff'] as const).flatMap((kind) => {
    const id = query[kind];
    return id === undefined ? [] : [{ kind, id }];
  });
  const [subject] = given;
  if (!subject || given.length > 1) {
    throw new ApiError('bad-option', 'Give one of class, pupil and staff.');
  }
  return subject;
}

/** Any date of the week, or `undefined` for this week. */
function dateOf(week: string | undefined): string | undefined {
  if (week === undefined) return undefined;
  const date = DateTime.fromISO(week, { zone: 'utc' });
  // All seven days of the week have years of four digits: others are written and sorted otherwise.
  const isUsual = date.startOf('week').year >= 1 && date.endOf('week').year <= 9999;
  if (!date.isValid || !isUsual) {
    const what = `"${week}" is neither a date nor a week of the years 0001 to 9999.`;
    throw new ApiError('bad-option', what);
  }
  return date.toISODate();
}
