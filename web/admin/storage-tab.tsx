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
  const sum = (of: (table: (typeof others)[number]) => number) =>
    others.reduce((total, table) => total + of(table), 0);
  const most = Math.max(1, ...storage.tables.map(({ bytes }) => bytes));
  return (
    <>
      <div className="figures">
        <Figure label={t.admin.database} value={size(storage.bytes)} />
      </div>
      <p className="muted">{t.admin.storageHint}</p>
      <div className="card scroll-x">
        <table className="table">
          <thead>
            <tr>
              <th>{t.admin.table}</th>
              <th className="n">{t.admin.rows}</th>
              <th className="n">{t.admin.size}</th>
              <th className="wide">
                <span className="sr-only">{t.admin.size}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {storage.tables.slice(0, SHOWN).map(({ name, rows, bytes }) => (
              <tr key={name}>
                <td>
                  {t.admin.tableNames[name] ?? ''} <code>{name}</code>
                </td>
                <td className="n">{number(rows)}</td>
                <td className="n">{size(bytes)}</td>
                <td className="wide">
                  <span className="bar" style={{ width: `${(bytes / most) * 100}%` }} />
                </td>
              </tr>
            ))}
            {others.length > 0 && (
              <tr>
                <td>{t.admin.otherTables(others.length)}</td>
                <td className="n">{number(sum(({ rows }) => rows))}</td>
                <td className="n">{size(sum(({ bytes }) => bytes))}</td>
                <td className="wide" />
              </tr>
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}
