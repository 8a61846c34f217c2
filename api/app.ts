import compression from 'compression';
import express, { type Express } from 'express';
import { serveConsole } from './console.ts';
import type { ApiDeps } from './deps.ts';
import { makeOpenApi } from './openapi.ts';
import { docsPage } from './pages/docs.ts';
import { pageStyle } from './pages/style.ts';
import { ApiError, errorHandler } from './problem-details.ts';
import { requestLog } from './request-log.ts';
import { mount, type Route } from './route.ts';
import { catalogueRoutes } from './routes/catalogue.ts';
import { compareRoutes } from './routes/compare.ts';
import { explainRoutes } from './routes/explain.ts';
import { healthRoutes } from './routes/health.ts';
import { jobRoutes } from './routes/jobs.ts';
import { planRoutes } from './routes/plans.ts';
import { problemRoutes } from './routes/problems.ts';

export type { ApiDeps } from './deps.ts';

/** The whole API: routes from one list, described by the OpenAPI made from the same list. */
export function createApp(deps: ApiDeps): Express {
  const routes: Route[] = [
    ...problemRoutes(deps),
    ...jobRoutes(deps),
    ...compareRoutes(deps),
    ...planRoutes(deps),
    ...explainRoutes(deps),
    ...catalogueRoutes(deps),
    ...healthRoutes(deps),
  ];
  const openApi = makeOpenApi(routes, deps.version);

  const app = express();
  app.disable('x-powered-by');
  app.use(requestLog(deps));
  app.use((_req, res, next) => {
    res.set({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'",
    });
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
  mount(app, routes);
  for (const path of ['/openapi.json', '/v1/openapi.json']) {
    app.get(path, (_req, res) => void res.json(openApi));
  }
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
  app.get(path, (_req, res) => void res.type(type).send(text));
}
