/** Nothing came in time. */
export class NoAnswer extends Error {
  readonly code = 'ETIMEDOUT';
}

/** The answer to a question, or `NoAnswer` after so long; who is asked goes on all the same. */
export async function inTime<T>(milliseconds: number, question: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** However many ask, and however long it takes: they share the answer, and one connection. */
export function oneAtATime<T>(question: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined;
  return () => {
    asked ??= question().finally(() => {
      asked = undefined;
    });
    return asked;
  };
}
