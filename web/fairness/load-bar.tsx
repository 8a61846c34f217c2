import { useLanguage } from '../i18n/language.tsx';

/** Load as a bar, with a mark where the fair target lies. */
export function LoadBar(props: { load: number; target: number | null; scale: number }) {
  const { t, number } = useLanguage();
  const { load, target, scale } = props;
  const part = (value: number) => `${Math.max(0, Math.min(100, (value / scale) * 100))}%`;
  const isOver = target !== null && load > target + 15;
  return (
    <div className="load">
      <div className="load-track" aria-hidden="true">
        <span className={isOver ? 'load-fill over' : 'load-fill'} style={{ width: part(load) }} />
        {target !== null && <span className="load-target" style={{ left: part(target) }} />}
      </div>
      <span className="small muted">
        {target === null
          ? `${t.fairness.ofLoad(number(load))} · ${t.fairness.noShare}`
          : t.fairness.ofTarget(number(load), number(target))}
      </span>
    </div>
  );
}
