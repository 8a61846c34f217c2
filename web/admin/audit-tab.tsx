import { Button, Select } from 'antd';
import { useState } from 'react';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useAudit } from '../remote/admin.ts';
import { useSchools } from '../remote/portal.ts';

/** Who did what, newest first. */
export function AuditTab() {
  const { t, dateTime } = useLanguage();
  const schools = useSchools();
  const [schoolId, setSchoolId] = useState<string>();
  /** Where each page begins that one has gone on to. */
  const [starts, setStarts] = useState<number[]>([]);
  const page = useAudit(starts.at(-1), schoolId);
  return (
    <>
      <p>
        <Select
          aria-label={t.word.school}
          allowClear
          placeholder={t.admin.everySchool}
          style={{ width: 260, maxWidth: '100%' }}
          value={schoolId}
          onChange={(id: string | undefined) => {
            setSchoolId(id);
            setStarts([]);
          }}
          options={schools.data?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </p>
      {page.error ? (
        <Failure error={page.error} retry={() => void page.refetch()} />
      ) : !page.data ? (
        <Loading />
      ) : page.data.items.length === 0 ? (
        <Nothing text={t.admin.noAudit} />
      ) : (
        <div className="card scroll-x">
          <table className="table">
            <thead>
              <tr>
                <th>{t.publish.when}</th>
                <th>{t.admin.actor}</th>
                <th>{t.admin.action}</th>
                <th>{t.admin.target}</th>
                <th className="n">{t.admin.answer}</th>
              </tr>
            </thead>
            <tbody>
              {page.data.items.map((entry) => (
                <tr key={entry.id}>
                  <td className="nowrap">{dateTime(entry.at)}</td>
                  <td>{entry.actorName ?? t.admin.nobody}</td>
                  <td>
                    {t.admin.acts[entry.action] ?? ''} <code>{entry.action}</code>
                  </td>
                  <td className="target">{entry.target ?? entry.schoolIds?.join('、') ?? ''}</td>
                  <td className={entry.status >= 400 ? 'n worse' : 'n'}>{entry.status}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="pager">
        <Button disabled={starts.length === 0} onClick={() => setStarts(starts.slice(0, -1))}>
          {t.admin.newer}
        </Button>{' '}
        <Button
          disabled={!page.data?.next}
          onClick={() => page.data?.next && setStarts([...starts, page.data.next])}
        >
          {t.admin.older}
        </Button>
      </p>
    </>
  );
}
