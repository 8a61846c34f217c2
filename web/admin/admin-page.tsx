import { EllipsisOutlined } from '@ant-design/icons';
import { Tabs } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { PageHead } from '../app/page-head.tsx';
import { Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useMay, useMe } from '../remote/me.ts';
import { AuditTab } from './audit-tab.tsx';
import { KeysTab } from './keys-tab.tsx';
import { QueueTab } from './queue-tab.tsx';
import { SchoolsTab } from './schools-tab.tsx';
import { StorageTab } from './storage-tab.tsx';
import { UsersTab } from './users-tab.tsx';
import '../plan/tables.css';
import './admin.css';

/** Each with the right that it needs. */
const tabs = [
  ['users', 'users:manage', UsersTab],
  ['keys', 'keys:manage', KeysTab],
  ['schools', 'schools:read', SchoolsTab],
  ['queue', 'service:read', QueueTab],
  ['audit', 'audit:read', AuditTab],
  ['storage', 'service:read', StorageTab],
] as const;

/** People, keys, schools, and how the service does. */
export function AdminPage() {
  const { t } = useLanguage();
  const may = useMay();
  const me = useMe();
  const navigate = useNavigate();
  const shown = tabs.filter(([, verb]) => may(verb));
  const asked = useParams().tab;
  const active = shown.find(([name]) => name === asked)?.[0] ?? shown[0]?.[0];
  return (
    <>
      <PageHead title={t.admin.title} />
      {me.data && active === undefined && <Nothing text={t.admin.notYours} />}
      {active !== undefined && (
        <Tabs
          activeKey={active}
          more={{ icon: <EllipsisOutlined aria-label={t.word.more} /> }}
          onChange={(key) => navigate(`/admin/${key}`, { replace: true })}
          items={shown.map(([name, , Tab]) => ({
            key: name,
            label: t.admin.tabs[name],
            children: name === active ? <Tab /> : null,
          }))}
        />
      )}
    </>
  );
}
