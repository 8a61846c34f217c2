import { Tag } from 'antd';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useExplanation } from '../remote/queries.ts';

const SHOWN = 12;

/** Why the open seats of one session are open, who comes nearest, and what would help. */
export function WhyOpen({ planId, sessionId }: { planId: string; sessionId: string }) {
  const { t, lang } = useLanguage();
  const { data, error, refetch } = useExplanation(planId, true);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) {
    return (
      <p className="muted" role="status">
        {t.plan.whyLoading}
      </p>
    );
  }
  const found = data.openPosts.filter((post) => post.sessionId === sessionId);
  const names = new Map(
    found.flatMap((post) => post.candidates.map(({ staffId, name }) => [staffId, name] as const)),
  );
  return found.map((post) => (
    <section key={post.seat} className="why">
      <h4>{t.plan.why}</h4>
      <p>{post.cause.sentence[lang]}</p>
      {post.ways.length > 0 && (
        <>
          <h4>{t.plan.ways}</h4>
          <ul>
            {post.ways.slice(0, 5).map((way) => (
              <li key={way.staffId}>
                <b>{names.get(way.staffId) ?? way.staffId}</b>{' '}
                {way.relaxations.map(({ text }) => text[lang]).join('；')}
              </li>
            ))}
          </ul>
        </>
      )}
      <h4>{t.plan.candidates}</h4>
      <ul className="candidates">
        {post.candidates.slice(0, SHOWN).map((candidate) => (
          <li key={candidate.staffId}>
            <b>{candidate.name}</b>{' '}
            {candidate.bars.length === 0 ? (
              <Tag color="green">{t.plan.isFree}</Tag>
            ) : (
              <span className="muted">
                {candidate.bars.map(({ sentence }) => sentence[lang]).join('；')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}
