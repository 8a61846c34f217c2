import type { Bilingual } from './bilingual.ts';
import { type FaultText, faultAreas } from './fault-table.ts';
import { type PathStep, pointer, shorten } from './pointer.ts';

type Areas = typeof faultAreas;
export type FaultCode = { [A in keyof Areas]: keyof Areas[A] }[keyof Areas] & string;

/** Every code of the project with its titles and what to try. */
export const faultTable = Object.assign({}, ...Object.values(faultAreas)) as Readonly<
  Record<FaultCode, FaultText>
>;
export const faultCodes = Object.keys(faultTable) as FaultCode[];

/** One thing that is wrong with what was sent. */
export interface Fault {
  code: FaultCode;
  /** JSON Pointer to the place, "" for the whole. */
  path: string;
  /** A plain sentence with the value in it, ending with what to try. */
  message: string;
  /** The same in Chinese; absent where the finder's sentence is English only. */
  messageZh?: string;
  /** The offending value, shortened; absent where there is none. */
  value?: string | number | boolean | null;
  /** What to try, alone, for screens that lay it out apart from the message. */
  hint?: string;
  /** The same in Chinese; absent where only the table's advice for the code is in Chinese. */
  hintZh?: string;
  /** In a workbook: the sheet and the cell, such as "C5", to look at. */
  sheet?: string;
  cell?: string;
}

/**
 * Makes a fault of the table's code. `what` is the sentence that only the finder can say;
 * without it the code's title stands in. `hint` is for a better advice than the table's; either is
 * English as plain text.
 */
export function makeFault(
  code: FaultCode,
  path: readonly PathStep[],
  what?: string | Bilingual,
  more: { value?: unknown; hint?: string | Bilingual } = {},
): Fault {
  const text = faultTable[code];
  const { en, zh } = hintOf(more.hint ?? text.try);
  const fault: Fault = {
    code,
    path: pointer(path),
    message: `${typeof what === 'object' ? what.en : (what ?? text.title.en)}. Try: ${en}.`,
    hint: en,
  };
  if (typeof what === 'object') fault.messageZh = `${what.zh}。建议：${zh ?? text.try.zh}。`;
  if (zh !== undefined) fault.hintZh = zh;
  if (more.value !== undefined) fault.value = shorten(more.value);
  return fault;
}

function hintOf(hint: string | Bilingual): { en: string; zh?: string } {
  return typeof hint === 'string' ? { en: hint } : hint;
}

const areaTitles: Record<keyof Areas, string> = {
  shape: 'Reading a document',
  problem: 'The problem as a whole',
  plan: 'A plan that is malformed',
  service: 'The service',
  files: 'Files',
  access: 'Who may do what',
  operation: 'Batches, webhooks and the portal',
};

/** The page `docs/errors.md`, made from the table; a test fails when the two differ. */
export function errorTableMarkdown(): string {
  const lines = [
    '# Errors',
    '',
    'Every error has a `code` of this page, a `path` (JSON Pointer) to the place, and a `message` with the value and what to try. A problem is refused whole, with every fault found. Codes keep their meaning; messages may be reworded.',
    '',
    'This page is made from `src/domain/fault-table.ts`: run `UPDATE_DOCS=1 npx vitest run test/domain/faults.test.ts` after a change there.',
  ];
  for (const area of Object.keys(faultAreas) as (keyof Areas)[]) {
    lines.push('', `## ${areaTitles[area]}`, '', '| code | title | 标题 | what to try | 建议 |');
    lines.push('|---|---|---|---|---|');
    for (const [code, text] of Object.entries<FaultText>(faultAreas[area])) {
      lines.push(
        `| \`${code}\` | ${text.title.en} | ${text.title.zh} | ${text.try.en} | ${text.try.zh} |`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
