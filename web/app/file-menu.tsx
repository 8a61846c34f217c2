import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { saveFile } from './save-file.ts';

/** A button with a menu of files to download. */
export function FileMenu(props: {
  label: string;
  size?: 'small' | undefined;
  /** `undefined` for what cannot be had; `label` says why then. */
  files: readonly { key: string; label: ReactNode; href: string | undefined; name?: string }[];
}) {
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: props.files.map(({ key, label, href, name = '' }) => ({
          key,
          disabled: href === undefined,
          label:
            href === undefined ? (
              label
            ) : (
              <a href={href} download={name} onClick={saveFile}>
                {label}
              </a>
            ),
          // The Enter key is heard by the item; only on the link in it does it do something by itself.
          onClick: ({ domEvent: { target, currentTarget } }) => {
            if ((target as Element).closest('a') === null)
              currentTarget.querySelector('a')?.click();
          },
        })),
      }}
    >
      <Button size={props.size ?? 'middle'}>
        {props.label} <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
