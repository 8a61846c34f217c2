import { Alert, Typography } from 'antd';
import { announce } from '../app/announce.ts';
import { useText } from '../i18n/language.tsx';

/** Something that is shown this once: a link, or the secret of a key. */
export function Secret(props: { title: string; text: string; children?: React.ReactNode }) {
  const t = useText();
  return (
    <Alert
      className="secret"
      type="success"
      showIcon
      title={props.title}
      description={
        <>
          {props.children}
          <Typography.Paragraph
            copyable={{ onCopy: () => announce(t.word.copied) }}
            code
            className="secret-text"
          >
            {props.text}
          </Typography.Paragraph>
        </>
      }
    />
  );
}
