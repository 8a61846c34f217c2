import { Alert } from 'antd';
import { faultTable } from '../../src/domain/faults.ts';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure } from '../remote/client.ts';
import type { Fault } from '../remote/types.ts';

const SHOWN = 200;

/** Why a document was refused: every fault with its place, the value and what to try. */
export function FaultList({ error }: { error: unknown }) {
  const { t } = useLanguage();
  const faults = error instanceof ApiFailure ? (error.details.faults ?? []) : [];
  if (faults.length === 0) return <Failure error={error} />;
  return (
    <Alert
      type="error"
      showIcon
      title={`${t.problems.refused} · ${t.state.faults(faults.length)}`}
      description={
        <ol className="faults">
          {faults.slice(0, SHOWN).map((fault, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
            <li key={i}>
              <Place fault={fault} /> <FaultText fault={fault} />
            </li>
          ))}
        </ol>
      }
    />
  );
}

/** In a workbook the sheet and the cell, where one looks for it; else the JSON Pointer. */
function Place({ fault: { sheet, cell, path } }: { fault: Fault }) {
  const { t } = useLanguage();
  if (sheet === undefined) return <code>{path || '/'}</code>;
  return (
    <b>
      {t.start.sheet} {sheet}
      {cell !== undefined && ` · ${t.start.cell} ${cell}`}
    </b>
  );
}

/** What is wrong and what to try; the service's own sentence is English and has the details. */
function FaultText({ fault }: { fault: Fault }) {
  const { t, lang } = useLanguage();
  if (lang === 'en') return fault.message;
  const text = faultTable[fault.code];
  return (
    <>
      {text.title.zh}
      {fault.value !== undefined && <code>{String(fault.value)}</code>}。{t.problems.tryThis}：
      {text.try.zh}。
      <div className="muted small" lang="en">
        {fault.message}
      </div>
    </>
  );
}
