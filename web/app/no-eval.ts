/**
 * The page may not make code of text (its Content-Security-Policy), and zod should not even try:
 * this must run before zod is loaded. The name is zod's own.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};
