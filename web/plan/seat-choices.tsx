import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useSeatChoices } from '../remote/queries.ts';
import type { Edit, SeatCandidate } from '../remote/types.ts';

const STEP = 12;

/** Everybody for one seat: who could take it and what the score becomes, and why others cannot. */
export function SeatChoices(props: {
  planId: string;
  sessionId: string;
  seat: number;
  onEdit(edits: Edit[]): void;
}) {
  const { planId, sessionId, seat, onEdit } = props;
  const { t, lang, number, aside } = useLanguage();
  const [most, setMost] = useState(STEP);
  const { data, error, refetch } = useSeatChoices(planId, sessionId, seat);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <p className="muted" role="status">
        {t.plan.whyLoading}
      </p>
    );
  }
  const stepOf = ({ after }: SeatCandidate) => {
    if (!after) return undefined;
    const level = (['hard', 'medium', 'soft'] as const).find(
      (name) => Math.abs(after[name] - data.before[name]) > 1e-6,
    );
    if (!level) return <span className="muted small">{t.edit.same}</span>;
    const step = after[level] - data.before[level];
    return (
      <span className={step > 0 ? 'worse small' : 'better small'}>
        {t.word[level]} {step > 0 ? '+' : '−'}
        {number(Math.abs(step), 1)}
      </span>
    );
  };
  const others = data.candidates.filter(({ isHere }) => !isHere);
  return (
    <ul className="candidates" aria-label={t.edit.candidates}>
      {others.slice(0, most).map((one) => (
        <li key={one.staffId}>
          <Button
            size="small"
            autoInsertSpace={false}
            onClick={() => onEdit([{ seat: { sessionId, seat, staffId: one.staffId } }])}
          >
            {one.name}
          </Button>{' '}
          {one.bars.length === 0 && <Tag color="green">{t.plan.isFree}</Tag>} {stepOf(one)}{' '}
          <span className="muted small">
            {t.word.sentences(one.bars.map(({ sentence }) => sentence[lang]))}
          </span>
        </li>
      ))}
      {others.length > most && (
        <li>
          <Button size="small" type="link" onClick={() => setMost(most + 4 * STEP)}>
            {t.word.more}
            {aside(number(others.length - most))}
          </Button>
        </li>
      )}
    </ul>
  );
}
