import { FileMenu } from '../app/file-menu.tsx';
import { useText } from '../i18n/language.tsx';

const kinds = ['xlsx', 'pdf', 'ics', 'csv', 'docx'] as const;

/** A plan as files for people. Calendars have dates, so they need the term. */
export function ExportMenu({ planId, hasTerm }: { planId: string; hasTerm: boolean }) {
  const t = useText();
  return (
    <FileMenu
      label={t.plan.export}
      files={kinds.map((kind) =>
        kind === 'ics' && !hasTerm
          ? { key: kind, label: t.files.needsTerm, href: undefined }
          : {
              key: kind,
              label: t.files.kinds[kind],
              href: `/v1/plans/${planId}/export?as=${kind}`,
            },
      )}
    />
  );
}
