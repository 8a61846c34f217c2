import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useClosedClubReasons } from '../remote/queries.ts';

/** Why each club that is not held is not, one sentence a club. */
export function ClosedClubReasons(props: {
  planId: string;
  /** Asked for only when somebody wants to know. */
  isWanted?: boolean;
  /** Activities whose reason stands elsewhere. */
  butNot?: ReadonlySet<string>;
}) {
  const { planId, isWanted = true, butNot } = props;
  const { lang } = useLanguage();
  const { data, error, refetch } = useClosedClubReasons(planId, isWanted);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return isWanted ? <Loading rows={2} /> : null;
  return (
    <ul className="reasons small">
      {data
        .filter(({ activityId }) => !butNot?.has(activityId))
        .map(({ activityId, forKey, cause }) => (
          <li key={`${activityId} ${forKey ?? ''}`}>{cause.sentence[lang]}</li>
        ))}
    </ul>
  );
}
