import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '../app/data-table.tsx';
import { InSight } from '../app/in-sight.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { Sure } from '../app/sure.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { useSchools } from '../remote/portal.ts';

/** Schools that have data here. A school comes with its first data, and goes with all of it. */
export function SchoolsTab() {
  const { t, dateTime } = useLanguage();
  const message = useMessage();
  const schools = useSchools();
  const may = useMay();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => request('DELETE', `/v1/schools/${encodeURIComponent(id)}`),
    onSuccess: () => void message.success(t.admin.removed),
    // Also where another admin was quicker.
    onSettled: () => client.invalidateQueries(),
  });
  if (schools.error) return <Failure error={schools.error} retry={() => void schools.refetch()} />;
  if (!schools.data) return <Loading />;
  if (schools.data.length === 0) return <Nothing text={t.admin.noSchools} />;
  return (
    <>
      {remove.error && (
        <InSight of={remove.error}>
          <Failure error={remove.error} />
        </InSight>
      )}
      <DataTable
        label={t.admin.tabs.schools}
        stacks
        rows={schools.data}
        keyOf={({ id }) => id}
        columns={[
          { head: t.word.name, cell: ({ name }) => name },
          { head: t.admin.schoolId, cell: ({ id }) => <code>{id}</code> },
          {
            head: t.word.created,
            className: 'nowrap',
            cell: ({ createdAt }) => createdAt && dateTime(createdAt),
          },
          {
            head: t.admin.actions,
            isHeadHidden: true,
            className: 'nowrap',
            cell: ({ id, name }) => (
              <>
                <Link to={`/portal?school=${encodeURIComponent(id)}`}>{t.nav.portal}</Link>{' '}
                {may('schools:delete', id) && (
                  <Sure title={t.admin.deleteSchoolSure(name)} onConfirm={() => remove.mutate(id)}>
                    <Button size="small" danger>
                      {t.word.remove}
                    </Button>
                  </Sure>
                )}
              </>
            ),
          },
        ]}
      />
    </>
  );
}
