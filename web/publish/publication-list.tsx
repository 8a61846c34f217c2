import { Tag } from 'antd';
import { Link } from 'react-router';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { usePublications } from '../remote/portal.ts';
import '../plan/tables.css';

/** What a school published, newest first: the first one is in force, the others stay readable. */
export function PublicationList({ schoolId }: { schoolId: string }) {
  const { t, dateTime } = useLanguage();
  const { data, error, refetch } = usePublications(schoolId);
  return (
    <section className="card">
      <h2>{t.publish.history}</h2>
      {error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading rows={3} />
      ) : data.items.length === 0 ? (
        <p className="muted">{t.publish.never}</p>
      ) : (
        <div className="scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th>{t.publish.when}</th>
                <th>{t.publish.who}</th>
                <th>{t.publish.note}</th>
                <th>{t.publish.plan}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map((one, i) => (
                <tr key={one.id}>
                  <td className="nowrap">{dateTime(one.createdAt)}</td>
                  <td>{one.publishedBy}</td>
                  <td>{one.note || '–'}</td>
                  <td className="nowrap">
                    <Link to={`/plans/${one.planId}`}>{t.publish.look}</Link>{' '}
                    {i === 0 && <Tag color="green">{t.publish.inForce}</Tag>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
