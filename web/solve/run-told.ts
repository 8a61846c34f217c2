import { useEffect, useRef } from 'react';
import { announce } from '../app/announce.ts';
import { useLanguage } from '../i18n/language.tsx';
import { hasEnded, type Job, type JobProgress } from '../remote/types.ts';

/** What changes many times a second is said once in so many milliseconds. */
const TOLD_EVERY_MS = 10_000;

/** Says aloud how a run does from time to time, and at once how it stands when that changes. */
export function useRunTold(job: Job | undefined, progress: JobProgress | undefined): void {
  const { t, number } = useLanguage();
  const told = useRef({ at: 0, status: job?.status });
  const { status } = job ?? {};
  const score = progress?.score;
  useEffect(() => {
    if (status === undefined) return;
    const now = Date.now();
    const isNews = told.current.status !== undefined && told.current.status !== status;
    const isRunning = score !== undefined && !hasEnded(status);
    const isDue = isRunning && now - told.current.at >= TOLD_EVERY_MS;
    // A run that was over when it was opened is read, not heard.
    if (told.current.status === undefined) told.current.status = status;
    if (!isNews && !isDue) return;
    told.current = { at: now, status };
    const costs =
      score &&
      `${t.word.hard} ${number(score.hard)} · ${t.word.medium} ${number(score.medium)} · ${t.word.soft} ${number(score.soft)}`;
    announce([t.job[status], costs].filter(Boolean).join(' · '));
  }, [status, score, t, number]);
}
