import { Button, Tag } from 'antd';
import { Link } from 'react-router';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useOpenPosts, usePlanInfo } from '../remote/queries.ts';
import type { Edit, Way } from '../remote/types.ts';
import type { PlanModel } from './plan-model.ts';

const SHOWN = 12;

/** Why the open seats of one session are open, who comes nearest, and what would help. */
export function WhyOpen(props: {
  model: PlanModel;
  planId: string;
  sessionId: string;
  onEdit: ((edits: Edit[]) => void) | undefined;
}) {
  const { model, planId, sessionId, onEdit } = props;
  const { t, lang } = useLanguage();
  const { data: found, error, refetch } = useOpenPosts(planId, sessionId);
  const { data: info } = usePlanInfo(planId);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!found) {
    return (
      <p className="muted" role="status">
        {t.plan.whyLoading}
      </p>
    );
  }
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
              <li key={`${way.staffId} ${way.relaxations.map(({ kind }) => kind).join()}`}>
                {!isWithoutPerson(way) && <b>{names.get(way.staffId) ?? way.staffId}</b>}{' '}
                {exchangesOf(way).map((one) => (
                  <span key={one.sessionId}>
                    {t.edit.takesOver(
                      model.names.person(one.staffId),
                      titleOf(model, one.sessionId),
                    )}{' '}
                  </span>
                ))}
                {t.word.sentences(way.relaxations.map(({ text }) => text[lang]))}{' '}
                {onEdit && info && way.relaxations.length > 0 && (
                  <Link to={`/problems/${info.problemId}?${partOf(way)}`}>
                    {t.plan.changePerson}
                  </Link>
                )}{' '}
                {onEdit && way.relaxations.length === 0 && (
                  <Button
                    size="small"
                    onClick={() => onEdit(editsOf(model, sessionId, post.seat, way))}
                  >
                    {t.edit.tryIt}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {onEdit && post.ways.some(({ relaxations }) => relaxations.length > 0) && (
            <p className="muted small">{t.plan.waysHint}</p>
          )}
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
                {t.word.sentences(candidate.bars.map(({ sentence }) => sentence[lang]))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** What the rules of care would allow: nobody takes the seat. */
const ofCare = new Set(['merge', 'adults']);
const isWithoutPerson = ({ relaxations }: Way) => relaxations.some(({ kind }) => ofCare.has(kind));

/** Where a way is entered: among the rules, or at the person. */
function partOf({ staffId, relaxations }: Way): string {
  const isOfRules = relaxations.every(({ kind }) => ofCare.has(kind) || kind === 'rest');
  return isOfRules ? 'part=rules' : `part=staff&who=${encodeURIComponent(staffId)}`;
}

function titleOf(model: PlanModel, sessionId: string): string {
  const session = model.session(sessionId);
  return session ? model.title(session) : sessionId;
}

/** The person takes the seat; where they leave others for it, somebody takes those over. */
function editsOf(model: PlanModel, sessionId: string, seat: number, way: Way): Edit[] {
  const over = exchangesOf(way).flatMap((one): Edit[] => {
    const seats = model.session(one.sessionId)?.seats ?? [];
    const place = seats.findIndex(({ staffId }) => staffId === way.staffId);
    return place < 0 ? [] : [{ seat: { ...one, seat: place } }];
  });
  return [...over, { seat: { sessionId, seat, staffId: way.staffId } }];
}

function exchangesOf({ exchange, furtherExchanges = [] }: Way) {
  return exchange ? [exchange, ...furtherExchanges] : [];
}
