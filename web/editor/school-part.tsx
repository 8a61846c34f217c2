import { Button } from 'antd';
import { useMemo } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { Sure } from '../app/sure.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { fieldOfFault, type PlacedFault } from './fault-places.ts';
import { useFaultText } from './fault-text.ts';
import { fieldValue, withValue } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { schoolFields } from './fields-school.ts';
import type { Options } from './options.ts';
import { useReadOnly } from './read-only.ts';
import { setAt } from './set-at.ts';
import type { EditDraft } from './use-draft.ts';

/** The school itself, its region's preset, and the published plan that is to be kept. */
export function SchoolPart(props: {
  draft: Problem;
  options: Options;
  faults: readonly PlacedFault[];
  edit: EditDraft;
}) {
  const { draft, options, faults, edit } = props;
  const { t, number } = useLanguage();
  const textOf = useFaultText();
  const isReadOnly = useReadOnly();
  const fields = useMemo(() => schoolFields(t, options), [t, options]);
  const { baseline } = draft;
  const others = faults.filter(({ rest }) => fieldOfFault(fields, rest) === undefined);
  return (
    <section className="card" aria-label={t.problems.partNames.school}>
      {fields.map((one) => (
        <FieldInput
          key={one.key}
          field={one}
          value={fieldValue(one, draft)}
          faults={faults.filter(({ rest }) => fieldOfFault(fields, rest)?.key === one.key)}
          onChange={(value) => edit((old) => withValue(one, old, value), `school/${one.key}`)}
        />
      ))}
      {others.map(({ fault }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: made anew as a whole
        <p key={i} className="field-fault" role="alert">
          <code>{fault.path}</code> {textOf(fault)}
        </p>
      ))}
      <div className="field-line">
        <span className="field-title">{t.editor.baseline}</span>
        <div className="field-control">
          {baseline === undefined ? (
            <span className="muted">{t.editor.noBaseline}</span>
          ) : (
            <>
              {t.editor.hasBaseline(number(baseline.sessions?.length ?? 0))}{' '}
              {!isReadOnly && (
                <Sure
                  title={t.editor.removeBaseline}
                  okText={t.word.remove}
                  cancelText={t.word.cancel}
                  onConfirm={() => edit((old) => setAt(old, ['baseline'], undefined))}
                >
                  <Button size="small">{t.editor.removeBaseline}</Button>
                </Sure>
              )}
            </>
          )}
          <div className="muted small">{t.editor.baselineHint}</div>
        </div>
      </div>
    </section>
  );
}
