import { Tour } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage } from '../i18n/language.tsx';
import { useJobs } from '../remote/queries.ts';

/** The page that each step is about; its link in the navigation is pointed at. */
const places = ['/problems', '/solve', '/plans', '/fairness', '/portal'] as const;

/** Five steps through the console, each on its own page, with the demo school in them. */
export function ConsoleTour({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const solved = useJobs().data?.items.find((job) => job.planId);
  /** Where there is a plan, plans are shown by it and not by their list. */
  const pageOf = (step: number) => {
    const place = places[step] ?? '/';
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
      steps={places.map((place, i) => ({
        title: t.tour.steps[i]?.title,
        description: t.tour.steps[i]?.text,
        target: () => linkTo(place),
        // Below the beginning of the link, where there is one to be seen.
        ...(linkTo(place) ? { placement: 'bottomLeft' as const } : {}),
        nextButtonProps: { children: i === places.length - 1 ? t.tour.finish : t.tour.next },
        prevButtonProps: { children: t.tour.previous },
      }))}
    />
  );
}

/** The link in the navigation, if it can be seen: on a phone it cannot, and the step is centred. */
function linkTo(place: string): HTMLElement {
  const link = document.querySelector<HTMLElement>(`.shell-nav a[href="${place}"]`);
  return (link?.offsetParent ? link : null) as HTMLElement;
}
