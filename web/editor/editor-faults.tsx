import { Alert } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import type { Fault } from '../remote/types.ts';
import { useFaultText } from './fault-text.ts';

const SHOWN = 40;

/** What is wrong with the draft, place by place; a click leads there. */
export function EditorFaults(props: {
  faults: readonly Fault[] | undefined;
  placeOf(fault: Fault): string;
  onGo(fault: Fault): void;
}) {
  const { faults } = props;
  const { t, number } = useLanguage();
  const textOf = useFaultText();
  if (faults === undefined) return null;
  if (faults.length === 0) return <Alert type="success" showIcon title={t.editor.noFaults} />;
  return (
    <section className="card editor-faults" aria-label={t.state.faults(faults.length)}>
      <h2>{t.state.faults(faults.length)}</h2>
      <ol>
        {faults.slice(0, SHOWN).map((fault, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: made anew as a whole
          <li key={i}>
            <button
              type="button"
              className="link"
              title={fault.path}
              onClick={() => props.onGo(fault)}
            >
              {props.placeOf(fault)}
            </button>{' '}
            {textOf(fault)}
          </li>
        ))}
      </ol>
      {faults.length > SHOWN && (
        <p className="muted">
          {t.word.more} {number(faults.length - SHOWN)}
        </p>
      )}
    </section>
  );
}
