import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import type { RoleGrant } from '../remote/admin.ts';
import { useMay } from '../remote/me.ts';
import { useSchools } from '../remote/portal.ts';

const roles = ['coordinator', 'viewer', 'portal', 'admin'] as const;
/** Stands for every school in a list of schools: no id is empty. */
export const EVERY = '';

/** Roles of a person, each for one school or for every school. */
export function RoleRows(props: { value: RoleGrant[]; onChange(roles: RoleGrant[]): void }) {
  const { value, onChange } = props;
  const { t } = useLanguage();
  const schools = useSchoolOptions();
  const put = (at: number, part: Partial<RoleGrant>) =>
    onChange(value.map((one, i) => (i === at ? { ...one, ...part } : one)));
  return (
    <div className="role-rows">
      {value.map(({ role, schoolId }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
        <div key={i} className="role-row">
          <Select
            aria-label={t.admin.role}
            value={role}
            style={{ width: 130 }}
            onChange={(next) => put(i, { role: next })}
            options={roles.map((one) => ({ value: one as string, label: t.admin.roles[one] }))}
          />
          <Select
            aria-label={t.word.school}
            value={schoolId ?? EVERY}
            style={{ flex: 1, minWidth: 150 }}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(next) => put(i, { schoolId: next === EVERY ? null : next })}
            options={schools}
          />
          <Button
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t.word.remove}
            onClick={() => onChange(value.filter((_, at) => at !== i))}
          />
          <span className="muted small role-hint">
            {t.admin.roleHints[role as keyof typeof t.admin.roleHints]}
          </span>
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden />}
        onClick={() =>
          onChange([...value, { role: 'viewer', schoolId: schools[0]?.value || null }])
        }
      >
        {t.admin.addRole}
      </Button>
    </div>
  );
}

/** Schools to choose from, and every school for those who manage them all. */
export function useSchoolOptions(): { value: string; label: string }[] {
  const { t } = useLanguage();
  const may = useMay();
  const { data } = useSchools();
  const every = may('users:manage', EVERY) ? [{ value: EVERY, label: t.admin.everySchool }] : [];
  return [...(data ?? []).map(({ id, name }) => ({ value: id, label: name })), ...every];
}

/** What people call a school; its id where it is not known, as after it was deleted. */
export function useSchoolNames(): (schoolId: string) => string {
  const { data } = useSchools();
  return (schoolId) => data?.find(({ id }) => id === schoolId)?.name ?? schoolId;
}

export function RoleNames({ grants }: { grants: readonly RoleGrant[] }) {
  const { t } = useLanguage();
  const nameOf = useSchoolNames();
  if (grants.length === 0) return <span className="muted">{t.admin.noRole}</span>;
  return (
    <ul className="plain-list">
      {grants.map(({ role, schoolId }) => (
        <li key={`${role} ${schoolId}`}>
          {t.admin.roles[role as keyof typeof t.admin.roles] ?? role} ·{' '}
          {schoolId === null ? t.admin.everySchool : nameOf(schoolId)}
        </li>
      ))}
    </ul>
  );
}
