import { Tour } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';
import { useJobs } from '../remote/queries.ts';
import { tourSteps } from './tour-steps.ts';

/**
 * Steps through the console, each on its own page, with the demo school in them; its link in the
 * navigation is pointed at.
 */
export function ConsoleTour({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const steps = tourSteps(useMay());
  const solved = useJobs().data?.items.find((job) => job.planId);
  /** Where there is a plan, plans are shown by it and not by their list. */
  const pageOf = (step: number) => {
    const place = steps[step]?.page ?? '/';
    if (place === '/plans' && solved) return `/plans/${solved.planId}`;
    if (place === '/fairness' && solved) return `/fairness/${solved.planId}`;
    return place;
  };
  const go = (step: number) => {
    setAt(step);
    void navigate(pageOf(step));
  };
  const end = () => {
    onClose();
    void navigate('/');
  };
  return (
    <Tour
      open
      current={at}
      onChange={go}
      onClose={end}
      onFinish={end}
      steps={steps.map(({ page, words, isReadOnly }, i) => {
        const { title, text, titleReadOnly = title, readOnly = text } = t.tour.steps[words] ?? {};
        return {
          title: `${i + 1} ${isReadOnly ? titleReadOnly : title}`,
          description: isReadOnly ? readOnly : text,
          target: () => linkTo(page),
          // Below the beginning of the link, where there is one to be seen.
          ...(linkTo(page) ? { placement: 'bottomLeft' as const } : {}),
          nextButtonProps: { children: i === steps.length - 1 ? t.tour.finish : t.tour.next },
          prevButtonProps: { children: t.tour.previous },
        };
      })}
    />
  );
}

/** The link in the navigation, if it can be seen: on a phone it cannot, and the step is centred. */
function linkTo(place: string): HTMLElement {
  const link = document.querySelector<HTMLElement>(`.shell-nav a[href="${place}"]`);
  return (link?.offsetParent ? link : null) as HTMLElement;
}
