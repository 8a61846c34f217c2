import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText } from '../i18n/language.tsx';

/** One version of a school's data as files: the workbook to go on with in Excel, and JSON. */
export function DownloadMenu({ problemId, size }: { problemId: string; size?: 'small' }) {
  const t = useText();
  const path = `/v1/problems/${problemId}`;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'xlsx', label: <a href={`${path}/workbook`}>{t.problems.workbook}</a> },
          {
            key: 'json',
            label: (
              <a href={path} download="school.json">
                {t.problems.json}
              </a>
            ),
          },
          { key: 'template', label: <a href="/v1/template">{t.problems.template}</a> },
        ],
      }}
    >
      <Button size={size}>
        {t.word.download} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
