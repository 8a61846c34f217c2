import type { Segment } from '../../src/domain/problem.ts';
import type { OpenPost } from '../../src/domain/publishable.ts';
import type { Block, GridRow, PlanView } from './grid-rows.ts';

export interface GridFilter {
  text: string;
  grades: readonly number[];
  segments: readonly Segment[];
  onlyOpen: boolean;
  onlyUsed: boolean;
}

export const noFilter: GridFilter = {
  text: '',
  grades: [],
  segments: [],
  onlyOpen: false,
  onlyUsed: false,
};

/** Where open posts are seen: duties stand in no class's row, and in no pupil's. */
export function viewOfOpen(view: PlanView, openPosts: readonly OpenPost[]): PlanView {
  const isOfClasses = view === 'class' || view === 'pupil';
  const isNowhere = openPosts.every(({ classIds }) => classIds.length === 0);
  return isOfClasses && openPosts.length > 0 && isNowhere ? 'activity' : view;
}

/** Rows that fit, with the blocks that fit; every word of the text must be found in the row. */
export function filterRows(rows: readonly GridRow[], filter: GridFilter, day?: number): GridRow[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const hidesBlocks = filter.segments.length > 0 || filter.onlyOpen || day !== undefined;
  const fits = (block: Block) =>
    (day === undefined || block.weekday === day) &&
    (filter.segments.length === 0 || filter.segments.includes(block.segment)) &&
    (!filter.onlyOpen || block.open !== undefined);
  const needsBlocks = filter.onlyUsed || filter.onlyOpen || filter.segments.length > 0;
  const found: GridRow[] = [];
  for (const row of rows) {
    if (filter.grades.length > 0 && !row.grades.some((g) => filter.grades.includes(g))) continue;
    if (words.some((word) => !row.search.includes(word))) continue;
    const blocks = hidesBlocks ? row.blocks.filter(fits) : row.blocks;
    if (needsBlocks && blocks.length === 0) continue;
    found.push(hidesBlocks ? { ...row, blocks } : row);
  }
  return found;
}
