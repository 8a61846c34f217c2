import { type ReactNode, useEffect } from 'react';
import { useText } from '../i18n/language.tsx';

/** Title, one line about it, and what can be done; it also names the browser's tab. */
export function PageHead({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children?: ReactNode;
}) {
  const { brand } = useText();
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
  return (
    <div className="page-head">
      <h1>{title}</h1>
      {intro !== undefined && <div className="intro">{intro}</div>}
      {children !== undefined && <div className="actions no-print">{children}</div>}
    </div>
  );
}

export function Figure({ label, value, bad }: { label: string; value: ReactNode; bad?: boolean }) {
  return (
    <div className={bad ? 'figure bad' : 'figure'}>
      <b>{value}</b>
      <span>{label}</span>
    </div>
  );
}
