import { FileMenu } from '../app/file-menu.tsx';
import { useText } from '../i18n/language.tsx';

/** One version of a school's data as files: the workbook to go on with in Excel, and JSON. */
export function DownloadMenu({ problemId, size }: { problemId: string; size?: 'small' }) {
  const t = useText();
  const path = `/v1/problems/${problemId}`;
  return (
    <FileMenu
      label={t.word.download}
      size={size}
      files={[
        { key: 'xlsx', label: t.problems.workbook, href: `${path}/workbook` },
        { key: 'json', label: t.problems.json, href: path, name: 'school.json' },
        { key: 'template', label: t.problems.template, href: '/v1/template' },
      ]}
    />
  );
}
