import { DataTable } from '../app/data-table.tsx';
import { Figure } from '../app/page-head.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useStorage } from '../remote/admin.ts';

const KILOBYTE = 1024;
const MEGABYTE = KILOBYTE * KILOBYTE;
/** The others are small; their sum is told. */
const SHOWN = 12;

/** How much room the record takes. */
export function StorageTab() {
  const { t, number } = useLanguage();
  const { data: storage, error, refetch } = useStorage();
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!storage) return <Loading />;
  const size = (bytes: number) =>
    bytes < MEGABYTE ? `${number(bytes / KILOBYTE)} kB` : `${number(bytes / MEGABYTE, 1)} MB`;
  const others = storage.tables.slice(SHOWN);
  const sum = (of: 'rows' | 'bytes') => others.reduce((total, table) => total + table[of], 0);
  const most = Math.max(1, ...storage.tables.map(({ bytes }) => bytes));
  return (
    <>
      <div className="figures">
        <Figure label={t.admin.database} value={size(storage.bytes)} />
      </div>
      <p className="muted">{t.admin.storageHint}</p>
      <DataTable
        label={t.admin.tabs.storage}
        rows={[
          ...storage.tables.slice(0, SHOWN),
          ...(others.length > 0 ? [{ name: '', rows: sum('rows'), bytes: sum('bytes') }] : []),
        ]}
        keyOf={({ name }) => name}
        columns={[
          {
            head: t.admin.table,
            cell: ({ name }) =>
              name === '' ? (
                t.admin.otherTables(others.length)
              ) : (
                <>
                  {t.admin.tableNames[name] ?? ''} <code>{name}</code>
                </>
              ),
          },
          { head: t.admin.rows, className: 'n', cell: ({ rows }) => number(rows) },
          { head: t.admin.size, className: 'n', cell: ({ bytes }) => size(bytes) },
          {
            head: t.admin.share,
            isHeadHidden: true,
            className: 'wide',
            cell: ({ name, bytes }) =>
              name !== '' && <span className="bar" style={{ width: `${(bytes / most) * 100}%` }} />,
          },
        ]}
      />
    </>
  );
}
