/** Columns of a spreadsheet that a line takes: a Chinese character takes two. */
export function textWidth(line: string): number {
  let sum = 0;
  for (const char of line) sum += char.charCodeAt(0) > 0x2e00 ? 2 : 1;
  return sum;
}
