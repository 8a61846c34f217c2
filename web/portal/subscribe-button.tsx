import { CalendarOutlined } from '@ant-design/icons';
import { Button, Popover, Typography } from 'antd';
import { announce } from '../app/announce.ts';
import { useLanguage } from '../i18n/language.tsx';
import { calendarAddress, type Subject } from '../remote/portal.ts';

/** The address of a calendar that follows what is published, and how to take it into one's own. */
export function SubscribeButton({ token, subject }: { token: string; subject: Subject }) {
  const { t } = useLanguage();
  const address = calendarAddress(token, subject);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t.portal.subscribe}
      content={
        <div className="subscribe">
          <p>{t.portal.subscribeHint}</p>
          <Typography.Paragraph
            copyable={{ onCopy: () => announce(t.word.copied) }}
            className="share-address"
          >
            {address}
          </Typography.Paragraph>
          <p>
            <a href={address.replace(/^https?:/, 'webcal:')}>{t.portal.subscribeHere}</a>
          </p>
        </div>
      }
    >
      <Button icon={<CalendarOutlined aria-hidden />}>{t.portal.subscribe}</Button>
    </Popover>
  );
}
