import { Button } from 'antd';
import { useEffect } from 'react';
import { useOutletContext } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import { hasSeenTour } from './tour-memory.ts';
import { tourSteps } from './tour-steps.ts';

/** What the frame lends its pages. */
export interface ShellContext {
  startTour(): void;
}

/** Starts the tour; by itself for somebody who has never seen it. */
export function TourButton({ isReady }: { isReady: boolean }) {
  const { t } = useLanguage();
  const { startTour } = useOutletContext<ShellContext>();
  const steps = tourSteps(useMay()).length;
  // What somebody may do comes some time after the page.
  const canStart = isReady && steps > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is something to show
  useEffect(() => {
    if (canStart && !hasSeenTour()) startTour();
  }, [canStart]);
  if (steps === 0) return null;
  return (
    <Button size="large" onClick={startTour}>
      {t.home.tour(steps)}
    </Button>
  );
}
