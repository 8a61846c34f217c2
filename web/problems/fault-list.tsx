import { Alert } from 'antd';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure } from '../remote/client.ts';

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
              <code>{fault.path || '/'}</code> {fault.message}
            </li>
          ))}
        </ol>
      }
    />
  );
}
