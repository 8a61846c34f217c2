import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { ApiDeps } from './deps.ts';

/** Asked every few seconds by machines; their answers are in the metrics. */
const quiet = /^\/(v1\/)?(healthz|readyz|metrics)$/;
const JOB = /^\/v1\/jobs\/([0-9a-f-]{36})/;

/**
 * One log line and one reading of the metrics for each request. The id is the caller's
 * X-Request-Id if it looks like one, else ours, and is answered in the same header. Of the URL
 * only the path is logged: queries may name pupils, and bodies and headers hold what is nobody's
 * business.
 */
export function requestLog({ log, metrics }: Pick<ApiDeps, 'log' | 'metrics'>): RequestHandler[] {
  const logger = pinoHttp({
    logger: log,
    genReqId: (req, res) => {
      const given = req.headers['x-request-id'];
      const id = typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
      res.setHeader('X-Request-Id', id);
      return id;
    },
    autoLogging: { ignore: (req) => quiet.test(pathOf(req)) },
    customLogLevel: (_req, res, error) => {
      if (error || (res.statusCode >= 500 && !isPutOff(res))) return 'error';
      return res.statusCode >= 400 ? 'warn' : 'info';
    },
    serializers: {
      req: (req: { id: unknown; raw: IncomingMessage }) => ({
        id: req.id,
        method: req.raw.method,
        path: pathOf(req.raw),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
    customProps: (req, res) => {
      const jobId = jobOf(req, res);
      return jobId === undefined ? {} : { jobId };
    },
    customSuccessMessage: () => 'request',
    customErrorMessage: (_req, res) => (isPutOff(res) ? 'request put off' : 'request failed'),
    customErrorObject: (_req, res, _error, { err, ...told }) =>
      isPutOff(res) ? told : { err, ...told },
  });
  return [
    logger as RequestHandler,
    (req, res, next) => {
      const startedAt = performance.now();
      res.once('finish', () => {
        const route = typeof req.route?.path === 'string' ? req.route.path : 'none';
        const seconds = (performance.now() - startedAt) / 1000;
        // A stream lasts as long as its listener stays: that says nothing of our speed.
        if (!isStream(res)) metrics.request(req.method, route, res.statusCode, seconds);
      });
      next();
    },
  ];
}

/** Told to come again, as is meant where much is asked or the service ends; why has lines of its own. */
function isPutOff(res: ServerResponse): boolean {
  return res.statusCode === 503;
}

function isStream(res: ServerResponse): boolean {
  return String(res.getHeader('Content-Type')).startsWith('text/event-stream');
}

function pathOf(req: IncomingMessage): string {
  const url = (req as IncomingMessage & { originalUrl?: string }).originalUrl ?? req.url ?? '';
  return url.split('?', 1)[0]?.slice(0, 200) ?? '';
}

/** The job that a request was about, or that it made. */
function jobOf(req: IncomingMessage, res: ServerResponse): string | undefined {
  const location = res.getHeader('Location');
  return JOB.exec(typeof location === 'string' ? location : pathOf(req))?.[1];
}
