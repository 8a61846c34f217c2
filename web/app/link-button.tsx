import { Button, type ButtonProps } from 'antd';
import { useHref, useLinkClickHandler } from 'react-router';

/** A link within the console that looks like a button: one element, and one stop of the tab key. */
export function LinkButton({
  to,
  ...look
}: { to: string } & Omit<ButtonProps, 'href' | 'onClick'>) {
  const follow = useLinkClickHandler<HTMLElement>(to);
  return <Button {...look} href={useHref(to)} onClick={follow} />;
}
