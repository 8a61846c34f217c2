import { Alert, Typography } from 'antd';

/** Something that is shown this once: a link, or the secret of a key. */
export function Secret(props: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <Alert
      className="secret"
      type="success"
      showIcon
      title={props.title}
      description={
        <>
          {props.children}
          <Typography.Paragraph copyable code className="secret-text">
            {props.text}
          </Typography.Paragraph>
        </>
      }
    />
  );
}
