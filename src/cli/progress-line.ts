import type { OnProgress, Progress } from '../../solver/index.ts';
import { formatNumber } from './text-table.ts';

export const phaseNames: Record<Progress['phase'], string> = {
  compile: '读入',
  construct: '初排',
  search: '优化',
  finish: '收尾',
};

/** Without a terminal, lines would fill a log: one a second is enough. */
const quietMs = 1000;

/**
 * Shows progress on standard error: one line that is written over on a terminal, else a line a
 * second, and as JSON lines for programs.
 */
export function progressLine(
  stream: NodeJS.WriteStream,
  json: boolean,
): { onProgress: OnProgress; end(): void } {
  const overwrite = stream.isTTY === true && !json;
  let shown = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    onProgress(progress) {
      if (!overwrite && progress.elapsedMs - lastMs < quietMs) return;
      lastMs = progress.elapsedMs;
      if (json) stream.write(`${jsonLine(progress)}\n`);
      else if (overwrite) stream.write(`\r${textLine(progress)}\x1b[K`);
      else stream.write(`${textLine(progress)}\n`);
      shown = true;
    },
    end() {
      if (overwrite && shown) stream.write('\r\x1b[K');
    },
  };
}

function textLine({ phase, score, steps, stepsPerSecond, elapsedMs, bound }: Progress): string {
  const seconds = (elapsedMs / 1000).toFixed(1);
  const costs = `硬 ${formatNumber(score.hard)} 中 ${formatNumber(score.medium)} 软 ${formatNumber(score.soft)}`;
  const least = bound === undefined ? '' : `  下界 ${formatNumber(Math.round(bound.soft))}`;
  const speed = `${formatNumber(steps)} 步 ${formatNumber(Math.round(stepsPerSecond))}/s`;
  return `${phaseNames[phase]} ${phase}  ${seconds}s  ${costs}${least}  ${speed}`;
}

function jsonLine({ phase, score, steps, stepsPerSecond, elapsedMs, bound }: Progress): string {
  const { hard, medium, soft } = score;
  return JSON.stringify({
    event: 'progress',
    phase,
    hard,
    medium,
    soft,
    steps,
    stepsPerSecond: Math.round(stepsPerSecond),
    elapsedMs: Math.round(elapsedMs),
    ...(bound === undefined ? {} : { bound: bound.soft }),
  });
}
