import { request } from '../remote/client.ts';
import type { ProblemInfo } from '../remote/types.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a school's file as it is: the service reads JSON and workbooks, and names every fault. */
export async function sendProblemFile(file: File): Promise<ProblemInfo> {
  if (/\.xlsx$/i.test(file.name)) {
    return await request('POST', '/v1/problems/import', new Blob([file], { type: XLSX }));
  }
  return await request('POST', '/v1/problems', new Blob([file], { type: 'application/json' }));
}
