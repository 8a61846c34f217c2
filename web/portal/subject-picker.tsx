import { Input, Segmented } from 'antd';
import { NameSelect } from '../app/name-select.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { PortalSubjects, Subject } from '../remote/portal.ts';

/** Chooses whose week is shown. Pupils are asked for by their number: nobody is listed. */
export function SubjectPicker(props: {
  subjects: PortalSubjects;
  kind: Subject['kind'];
  value: Subject | undefined;
  /** What the shown week calls them: who has left is in no list, and was there in past weeks. */
  name: string | undefined;
  onKind(kind: Subject['kind']): void;
  onChange(subject: Subject): void;
}) {
  const { subjects, kind, value, onChange } = props;
  const { t } = useLanguage();
  const list = kind === 'class' ? subjects.classes : subjects.staff;
  const id = value?.id;
  const isListed = list.some((one) => one.id === id);
  const left = id !== undefined && props.name !== undefined && !isListed;
  return (
    <div className="subject-picker no-print">
      <Segmented
        tabIndex={-1}
        aria-label={t.portal.who}
        value={kind}
        onChange={props.onKind}
        options={(
          ['class', 'staff', ...(subjects.hasPupils ? ['pupil' as const] : [])] as const
        ).map((one) => ({ value: one, label: t.portal.kinds[one] }))}
      />
      {kind === 'pupil' ? (
        <Input.Search
          key={id}
          aria-label={t.portal.pupilNumber}
          placeholder={t.portal.pupilNumber}
          defaultValue={id}
          enterButton={t.portal.show}
          style={{ width: 260, maxWidth: '100%' }}
          onSearch={(text) => text.trim() !== '' && onChange({ kind, id: text.trim() })}
        />
      ) : (
        <NameSelect
          aria-label={t.portal.kinds[kind]}
          placeholder={t.portal.choose}
          style={{ minWidth: 220, maxWidth: '100%' }}
          value={id}
          onChange={(chosen) => onChange({ kind, id: chosen })}
          options={[...(left ? [{ id, name: props.name }] : []), ...list].map((one) => ({
            value: one.id,
            label: one.name,
          }))}
        />
      )}
    </div>
  );
}
