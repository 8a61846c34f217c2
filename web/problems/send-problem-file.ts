import { request } from '../remote/client.ts';
import type { ProblemInfo } from '../remote/types.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What may be chosen or dropped. Old workbooks and CSV are refused, but with words about how to save them. */
export const acceptedFiles = '.xlsx,.json,.xls,.et,.csv,application/json';

/** Sends a school's file as it is: the service reads JSON and workbooks, and names every fault. */
export async function sendProblemFile(file: File): Promise<ProblemInfo> {
  if (/\.json$/i.test(file.name)) {
    return await request('POST', '/v1/problems', new Blob([file], { type: 'application/json' }));
  }
  return await request('POST', '/v1/problems/import', new Blob([file], { type: XLSX }));
}
