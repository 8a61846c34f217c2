import { Alert } from 'antd';
import { Failure } from '../app/states.tsx';
import { useFaultText } from '../editor/fault-text.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure } from '../remote/client.ts';
import type { Fault } from '../remote/types.ts';

const SHOWN = 200;

/** Why a document was refused: every fault with its place, the value and what to try. */
export function FaultList(props: {
  error: unknown;
  /** Names the place of a fault in data that are under edit. */
  placeOf?: ((fault: Fault) => string) | undefined;
}) {
  const { error, placeOf } = props;
  const { t } = useLanguage();
  const textOf = useFaultText();
  const faults = error instanceof ApiFailure ? (error.details.faults ?? []) : [];
  if (faults.length === 0) return <Failure error={error} />;
  return (
    <Alert
      type="error"
      showIcon
      title={`${t.problems.refused} · ${t.state.faults(faults.length)}`}
      description={
        <>
          {faults.filter(({ code }) => code === 'missing-sheet').length > 2 && (
            <p>
              {t.start.notTemplate} <a href="/v1/template">{t.problems.template}</a>
            </p>
          )}
          <ol className="faults">
            {faults.slice(0, SHOWN).map((fault, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
              <li key={i}>
                {placeOf ? <b>{placeOf(fault)}</b> : <Place fault={fault} />} {textOf(fault)}
              </li>
            ))}
          </ol>
        </>
      }
    />
  );
}

/** In a workbook the sheet and the cell, where one looks for it; else the JSON Pointer. */
function Place({ fault: { sheet, cell, path } }: { fault: Fault }) {
  const { t } = useLanguage();
  // Of a file as a whole there is no place to name.
  if (sheet === undefined) return path === '' ? null : <code>{path}</code>;
  return (
    <b>
      {t.start.sheet} {sheet}
      {cell !== undefined && ` · ${t.start.cell} ${cell}`}
    </b>
  );
}
