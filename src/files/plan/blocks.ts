/** One block of a document. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** What no data says: the school writes it. */
  | { kind: 'blank'; text: string };

export const heading = (text: string): Block => ({ kind: 'heading', text });
export const text = (value: string): Block => ({ kind: 'text', text: value });
export const list = (...items: string[]): Block => ({ kind: 'list', items });
export const blank = (value: string): Block => ({ kind: 'blank', text: value });
export const table = (head: string[], rows: string[][]): Block => ({ kind: 'table', head, rows });
