import compression from 'compression';
import express, { type Express } from 'express';
import { ruleOf } from './access/table.ts';
import { serveConsole } from './console.ts';
import type { ApiDeps } from './deps.ts';
import { mount } from './mount.ts';
import { makeOpenApi } from './openapi.ts';
import { docsPage } from './pages/docs.ts';
import { loginPage, loginScript } from './pages/login.ts';
import { pageStyle } from './pages/style.ts';
import { ApiError, errorHandler } from './problem-details.ts';
import { requestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { auditRoutes } from './routes/audit.ts';
import { batchRoutes } from './routes/batches.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { compareRoutes } from './routes/compare.ts';
import { explainRoutes } from './routes/explain.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { jobRoutes } from './routes/jobs.ts';
import { keyRoutes } from './routes/keys.ts';
import { operationRoutes } from './routes/operation.ts';
import { planRoutes } from './routes/plans.ts';
import { portalRoutes } from './routes/portal.ts';
import { problemRoutes } from './routes/problems.ts';
import { publicationRoutes } from './routes/publications.ts';
import { schoolRoutes } from './routes/schools.ts';
import { sessionRoutes } from './routes/session.ts';
import { userRoutes } from './routes/users.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export type { ApiDeps } from './deps.ts';

/** The whole API: routes from one list, described by the OpenAPI made from the same list. */
export function createApp(deps: ApiDeps): Express {
  const routes: Route[] = [
    ...problemRoutes(deps),
    ...jobRoutes(deps),
    ...compareRoutes(deps),
    ...planRoutes(deps),
    ...explainRoutes(deps),
    ...fileRoutes(deps),
    ...catalogueRoutes(deps),
    ...healthRoutes(deps),
    ...sessionRoutes(deps),
    ...schoolRoutes(deps),
    ...publicationRoutes(deps),
    ...userRoutes(deps),
    ...keyRoutes(deps),
    ...auditRoutes(deps),
    ...batchRoutes(deps),
    ...webhookRoutes(deps),
    ...portalRoutes(deps),
    ...operationRoutes(deps),
  ];
  const openApi = makeOpenApi(routes, deps.version);

  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(deps));
  app.set('trust proxy', deps.trustProxy);
  app.use((_req, res, next) => {
    res.set({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'",
    });
    next();
  });
  // `no-cache` speaks to the caches on the way, and `fetch` sends it along with every If-None-Match:
  // who has an answer already need not be sent it again for that.
  app.use((req, _res, next) => {
    if (req.headers['if-none-match'] !== undefined) delete req.headers['cache-control'];
    next();
  });
  // A compressed event stream would be held back until a block is full.
  app.use(
    compression({
      filter: (req, res) =>
        !String(res.getHeader('Content-Type')).startsWith('text/event-stream') &&
        compression.filter(req, res),
    }),
  );
  const { db, auth, limits } = deps;
  mount(app, routes, { db, auth, limits });
  for (const path of ['/openapi.json', '/v1/openapi.json']) {
    ruleOf('get', path);
    app.get(path, (_req, res) => void res.json(openApi));
  }
  page(app, '/login', 'html', loginPage());
  page(app, '/pages/login.js', 'js', loginScript);
  page(app, '/docs', 'html', docsPage(openApi));
  page(app, '/pages/style.css', 'css', pageStyle);
  serveConsole(app, deps.consoleFolder);
  app.use((req) => {
    throw new ApiError('route-not-found', `There is no ${req.method} ${req.path}.`);
  });
  app.use(errorHandler(deps.onInternalError));
  return app;
}

function page(app: Express, path: string, type: string, text: string): void {
  ruleOf('get', path);
  app.get(path, (_req, res) => void res.type(type).send(text));
}
