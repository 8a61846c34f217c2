/** What could not be fetched of the console's own code, as the build's loader tells of it. */
const unloaded = new WeakSet<object>();

/** Takes note of every part of the console that cannot be fetched, from now on. */
export function noteUnloaded(told: EventTarget): void {
  // Scripts and stylesheets fail with errors of different kinds, and each browser has its own words.
  told.addEventListener('vite:preloadError', (event) => {
    const { payload } = event as Event & { payload?: unknown };
    if (typeof payload === 'object' && payload !== null) unloaded.add(payload);
  });
}

/** Whether this was thrown because a part of the console could not be fetched. */
export function isUnloaded(error: unknown): boolean {
  return typeof error === 'object' && error !== null && unloaded.has(error);
}

/** The loader asks for a stylesheet once: one that failed then would be missing when its page comes. */
export function askForStylesAgain(page: Document): void {
  for (const link of page.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]'))
    if (link.sheet === null) link.replaceWith(link.cloneNode());
}

const LOADED_ANEW = 'afterbell.loadedAnew';

/** Sooner than this after it was loaded anew, doing so again would not help either. */
const PAUSE_MS = 20_000;

/** Loads the whole page from the service again; false where that was done just now. */
export function loadAnew(): boolean {
  const last = Number(sessionStorage.getItem(LOADED_ANEW) ?? 0);
  if (Date.now() - last < PAUSE_MS) return false;
  sessionStorage.setItem(LOADED_ANEW, String(Date.now()));
  location.reload();
  return true;
}
