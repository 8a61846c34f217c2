/** What a plan can be exported as. */
export const exportKinds = ['xlsx', 'pdf', 'ics', 'csv', 'docx'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** A file that was made: its name, media type and content. */
export interface MadeFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
