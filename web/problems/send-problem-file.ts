import { ApiFailure, request } from '../remote/client.ts';
import { currentVersion, problemsSeen } from '../remote/queries.ts';
import type { ProblemInfo } from '../remote/types.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What may be chosen or dropped. Old workbooks and CSV are refused, but with words about how to save them. */
export const acceptedFiles = '.xlsx,.json,.xls,.et,.csv,application/json';

/** As it is: the service reads JSON and workbooks, and names every fault. */
async function send(file: File, replaces: string): Promise<ProblemInfo> {
  const [path, type] = /\.json$/i.test(file.name)
    ? ['/v1/problems', 'application/json']
    : ['/v1/problems/import', XLSX];
  return await request('POST', `${path}?replaces=${replaces}`, new Blob([file], { type }));
}

/**
 * Sends a school's file. Which school it is of is only known when it was read: where that one has
 * data already, they are replaced if the list that was read shows them, or else after a question.
 *
 * @param ask whether this version, which nobody here has seen, is to be replaced
 */
export async function sendProblemFile(
  file: File,
  ask: (unseen: ProblemInfo) => Promise<boolean>,
): Promise<ProblemInfo | undefined> {
  let replaces = 'none';
  for (;;) {
    const seen = await problemsSeen();
    try {
      return await send(file, replaces);
    } catch (error) {
      const isThere = error instanceof ApiFailure && error.details.code === 'stored-meanwhile';
      const school = isThere ? error.details.faults?.[0]?.value : undefined;
      const current = typeof school === 'string' ? await currentVersion(school) : undefined;
      if (!current) throw error;
      const isSeen = seen.some(({ id }) => id === current.id);
      if (!isSeen && !(await ask(current))) return undefined;
      replaces = current.id;
    }
  }
}
