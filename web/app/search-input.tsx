import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { Input, type InputProps } from 'antd';
import { useText } from '../i18n/language.tsx';

/** Looks for something as one types: it needs no button. */
export function SearchInput({ label, ...props }: { label: string } & InputProps) {
  const t = useText();
  return (
    <Input
      type="search"
      allowClear={{ clearIcon: <CloseCircleFilled aria-label={t.word.clear} /> }}
      prefix={<SearchOutlined aria-hidden />}
      aria-label={label}
      placeholder={label}
      {...props}
    />
  );
}
