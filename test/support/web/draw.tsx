import { QueryClient, QueryClientProvider, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { LanguageProvider } from '../../../web/i18n/language.tsx';

/** What a part of the console looks like at first, without a browser. */
export interface Drawn {
  html: string;
  /** What people read of it. */
  text: string;
}

/**
 * Draws a part of the console once.
 *
 * @param options.data what the service would answer, by the keys of the queries; an `Error` where it
 *   refuses
 */
export function draw(
  part: ReactNode,
  options: {
    lang?: 'zh' | 'en';
    at?: string;
    data?: readonly (readonly [QueryKey, unknown])[];
  } = {},
): Drawn {
  const { lang = 'zh', at = '/', data = [] } = options;
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retryOnMount: false } },
  });
  for (const [queryKey, value] of data) {
    if (!(value instanceof Error)) client.setQueryData(queryKey, value);
    else {
      const query = client.getQueryCache().build(client, { queryKey });
      query.setState({ status: 'error', error: value, errorUpdateCount: 1 });
    }
  }
  // As the frame around the pages has it.
  const frame = <Outlet context={{ startTour: () => undefined }} />;
  const router = createMemoryRouter(
    [{ element: frame, children: [{ path: '*', element: part }] }],
    { initialEntries: [at] },
  );
  const html = within({ location: { search: '', pathname: '/' }, localStorage: stored(lang) }, () =>
    renderToStaticMarkup(
      <LanguageProvider>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LanguageProvider>,
    ),
  );
  return { html, text: textOf(html) };
}

function stored(lang: string) {
  return { getItem: () => lang, setItem: () => undefined, removeItem: () => undefined };
}

/** As if these stood in the window, and as before afterwards. */
function within<T>(globals: Record<string, unknown>, act: () => T): T {
  const before = Object.keys(globals).map(
    (name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const,
  );
  for (const [name, value] of Object.entries(globals))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return act();
  } finally {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor);
      else Reflect.deleteProperty(globalThis, name);
    }
  }
}

function textOf(html: string): string {
  return html
    .replace(/<(style|svg)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
    .trim();
}
