import { type Fault, faultTable } from '../domain/faults.ts';

/** One line a fault: code, place, what is wrong; as JSON for programs. */
export function faultLines(faults: readonly Fault[], json: boolean, document?: string): string {
  const lines = faults.map((fault) => (json ? asJson(fault, document) : asText(fault, document)));
  const told = faults.filter(({ code }) => code !== 'more-faults').length;
  if (!json && told < faults.length)
    lines.push(`列出了 ${told} 处错误，还有更多 / ${told} faults told, and there are more`);
  else if (!json && told > 1) lines.push(`共 ${told} 处错误 / ${told} faults`);
  return lines.map((line) => `${line}\n`).join('');
}

function asJson(fault: Fault, document: string | undefined): string {
  return JSON.stringify(document === undefined ? fault : { ...fault, document });
}

function asText(fault: Fault, document: string | undefined): string {
  const { sheet, value } = fault;
  const place = `${document === undefined ? '' : `${document}:`}${placeOf(fault)}`;
  const { title, try: advice } = faultTable[fault.code];
  const said = sheet === undefined || value === undefined ? '' : `：“${value}”`;
  const chinese = fault.messageZh ?? `${title.zh}${said}，建议：${fault.hintZh ?? advice.zh}。`;
  return oneLine(`${fault.code}  ${place}  ${chinese} ${fault.message}`);
}

/** In a workbook the sheet and the cell, as spreadsheets write them; else the JSON Pointer. */
function placeOf({ path, sheet, cell }: Fault): string {
  if (sheet !== undefined && cell !== undefined) return sheet === '' ? cell : `${sheet}!${cell}`;
  return path === '' ? '/' : path;
}

/** Values from a file may hold line breaks and control characters; a terminal shall not obey them. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
