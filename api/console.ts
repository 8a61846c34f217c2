import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import sirv from 'sirv';
import { pageHints } from './page-hints.ts';

/** First steps of the console's paths; everything else is the API's or is not there, and it says so. */
export const consolePaths = [
  'problems',
  'solve',
  'plans',
  'fairness',
  'compare',
  'portal',
  'admin',
  'sign-in',
] as const;

/**
 * antd writes its styles into the page while it runs, some of them without a nonce (the lock of
 * the page behind a dialog). So styles may stand inline on the console's pages, and on no other;
 * scripts never (docs/adr/0020-console-in-the-browser.md).
 */
const CONSOLE_CSP =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
  "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const YEAR_SECONDS = 365 * 24 * 3600;

/**
 * Serves the console from the folder that the build made it in.
 *
 * @param folder with `index.html` and `assets/`; when it was not built, the start page says so
 */
export function serveConsole(app: Express, folder: string): void {
  const built = builtConsole(folder);
  app.use('/assets', (req, res, next) => built().assets(req, res, next));
  app.use('/favicon.svg', express.static(join(folder, 'favicon.svg'), { maxAge: '1d' }));
  const paths = consolePaths.flatMap((path) => [`/${path}`, `/${path}/*rest`]);
  const send = (req: Request, res: Response) => {
    const { page, hints } = built();
    res.set({ 'Content-Security-Policy': CONSOLE_CSP, 'Cache-Control': 'no-cache' });
    res.type('html').send(page.replace('</head>', `${hints(req.path)}</head>`));
  };
  app.get(['/', ...paths], send);
  // A person who mistyped an address is told so by the console; programs are told by the API.
  app.use((req, res, next) => {
    const isOfApi = /^\/v1(\/|$)/.test(req.path);
    if (isOfApi || !['GET', 'HEAD'].includes(req.method)) return next();
    res.vary('Accept');
    if (req.accepts(['json', 'html']) !== 'html') return next();
    res.status(404);
    send(req, res);
  });
}

/** What the last build made; read anew when there is a later one, whose files have other names. */
function builtConsole(folder: string) {
  const builtAt = () =>
    statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const read = () => ({
    at: builtAt(),
    page: readPage(folder),
    hints: pageHints(folder),
    assets: serveAssets(join(folder, 'assets')),
  });
  let latest = read();
  return () => {
    if (latest.at !== builtAt()) latest = read();
    return latest;
  };
}

function serveAssets(folder: string): RequestHandler {
  if (!existsSync(folder)) return (_req, _res, next) => next();
  // Names carry a hash of the content, so files never change; the build has packed them.
  return sirv(folder, { gzip: true, immutable: true, maxAge: YEAR_SECONDS });
}

function readPage(folder: string): string {
  try {
    return readFileSync(join(folder, 'index.html'), 'utf8');
  } catch {
    return (
      '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>课后排 AfterBell</title>' +
      '</head><p>网页控制台还没有构建，请运行 npm run build。The console is not built: run npm run build.</p>' +
      '<p><a href="/docs">接口文档 API docs</a></p></html>'
    );
  }
}
