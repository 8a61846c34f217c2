import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useLanguage } from '../i18n/language.tsx';

const kinds = ['xlsx', 'pdf', 'ics', 'csv', 'docx'] as const;

/** A plan as files for people. Calendars have dates, so they need the term. */
export function ExportMenu({ planId, hasTerm }: { planId: string; hasTerm: boolean }) {
  const { t } = useLanguage();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map((kind) => ({
          key: kind,
          disabled: kind === 'ics' && !hasTerm,
          label:
            kind === 'ics' && !hasTerm ? (
              t.files.needsTerm
            ) : (
              <a href={`/v1/plans/${planId}/export?as=${kind}`} download>
                {t.files.kinds[kind]}
              </a>
            ),
        })),
      }}
    >
      <Button>
        {t.plan.export} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
