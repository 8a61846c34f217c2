import { Button, Select } from 'antd';
import { useState } from 'react';
import { DataTable } from '../app/data-table.tsx';
import { clearButton } from '../app/quiet-icons.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useAudit, useDeletedSchools } from '../remote/admin.ts';
import { useMay } from '../remote/me.ts';
import { useSchools } from '../remote/portal.ts';
import { EVERY } from './role-rows.tsx';

/** Who did what, newest first. */
export function AuditTab() {
  const { t, dateTime, aside, list } = useLanguage();
  const options = useAuditedSchools();
  const nameOf = (id: string) => options.find(({ value }) => value === id)?.label ?? id;
  const [schoolId, setSchoolId] = useState<string>();
  /** Where each page begins that one has gone on to. */
  const [starts, setStarts] = useState<number[]>([]);
  const page = useAudit(starts.at(-1), schoolId);
  return (
    <>
      <p>
        <Select
          aria-label={t.word.school}
          allowClear={clearButton(t.word.clear)}
          placeholder={t.admin.everySchool}
          style={{ width: 260, maxWidth: '100%' }}
          value={schoolId}
          onChange={(id: string | undefined) => {
            setSchoolId(id);
            setStarts([]);
          }}
          showSearch={{ optionFilterProp: 'label' }}
          options={options}
        />
      </p>
      {page.error ? (
        <Failure error={page.error} retry={() => void page.refetch()} />
      ) : !page.data ? (
        <Loading />
      ) : page.data.items.length === 0 ? (
        <Nothing text={t.admin.noAudit} />
      ) : (
        <DataTable
          label={t.admin.tabs.audit}
          stacks
          rows={page.data.items}
          keyOf={(entry) => entry.id}
          columns={[
            { head: t.publish.when, className: 'nowrap', cell: ({ at }) => dateTime(at) },
            {
              head: t.admin.actor,
              cell: ({ actorKind, actorName }) =>
                actorKind === 'local' ? t.word.local : (actorName ?? t.admin.nobody),
            },
            {
              head: t.admin.action,
              cell: ({ action }) => (
                <>
                  {t.admin.acts[action] ?? ''} <code>{action}</code>
                </>
              ),
            },
            {
              head: t.admin.target,
              className: 'target',
              cell: ({ target, schoolIds }) => (
                <>
                  {schoolIds && list(schoolIds.map(nameOf))}
                  {target !== null && !schoolIds?.includes(target) && (
                    <div className="muted small">{target}</div>
                  )}
                </>
              ),
            },
            {
              head: t.admin.answer,
              className: 'nowrap',
              cell: ({ status }) =>
                status < 400 ? (
                  t.admin.done
                ) : (
                  <span className="worse">
                    {status < 500 ? t.admin.refused : t.admin.failed}
                    {aside(String(status))}
                  </span>
                ),
            },
          ]}
        />
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

/** Schools that the log can be read of: those that are there, and then those that were deleted. */
function useAuditedSchools(): { value: string; label: string }[] {
  const { t } = useLanguage();
  const may = useMay();
  const schools = useSchools().data ?? [];
  const deleted = useDeletedSchools(may('audit:read', EVERY)).data ?? [];
  const isThere = new Set(schools.map(({ id }) => id));
  return [
    ...schools.map(({ id, name }) => ({ value: id, label: name })),
    ...deleted
      .filter(({ id }) => !isThere.has(id))
      .map(({ id, name }) => ({ value: id, label: t.admin.deletedSchool(name || id) })),
  ];
}
