import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Spin, Upload } from 'antd';
import { Navigate } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { PageHead } from '../app/page-head.tsx';
import { saveFile } from '../app/save-file.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FaultList } from '../problems/fault-list.tsx';
import { acceptedFiles, sendProblemFile } from '../problems/send-problem-file.ts';
import { useAskToReplace } from '../problems/use-ask-to-replace.ts';
import { useMay, useMe } from '../remote/me.ts';
import { problemStored, useCapacity, useProblems } from '../remote/queries.ts';
import './start.css';

/** From the template to stored data, for somebody who has never seen any of this. */
export function StartPage() {
  const { t, lang } = useLanguage();
  const askToReplace = useAskToReplace();
  // What of a school is there already is known before something else is sent.
  useProblems();
  const send = useMutation({
    mutationFn: (file: File) => sendProblemFile(file, askToReplace),
    onSuccess: (info) => info && problemStored(info),
  });
  const may = useMay();
  const me = useMe();
  const capacity = useCapacity(send.data?.id).data;
  const short = capacity?.shortages.reduce((sum, one) => sum + one.short, 0) ?? 0;
  const warnings = [
    ...(capacity?.warnings ?? []),
    ...(capacity?.hardConflicts ?? []),
    ...(capacity?.shortages ?? []),
    ...(capacity?.seatsForNobody ?? []),
  ];
  // Who may not send data has nothing to do here.
  if (me.data && !may('problems:write')) return <Navigate to="/problems" replace />;
  return (
    <>
      <PageHead title={t.start.title} intro={t.start.intro} />
      <ol className="start-steps">
        <li className="card">
          <h2>{t.start.download}</h2>
          <p>{t.start.downloadHint}</p>
          <p className="start-actions">
            <Button type="primary" href="/v1/template" download onClick={saveFile}>
              {t.start.template}
            </Button>
            <Button href="/v1/template?kind=example" download onClick={saveFile}>
              {t.start.example}
            </Button>
          </p>
        </li>
        <li className="card">
          <h2>{t.start.fill}</h2>
          <p>{t.start.fillHint}</p>
        </li>
        <li className="card">
          <h2>{t.start.upload}</h2>
          <Spin spinning={send.isPending} description={t.start.sending}>
            <Upload.Dragger
              accept={acceptedFiles}
              showUploadList={false}
              beforeUpload={(file) => {
                send.mutate(file);
                return false;
              }}
            >
              <InboxOutlined aria-hidden style={{ fontSize: 28, color: 'var(--green)' }} />
              <p>{t.start.drop}</p>
            </Upload.Dragger>
          </Spin>
        </li>
      </ol>
      <div aria-live="polite">
        {send.error && (
          <>
            <FaultList error={send.error} />
            <p>{t.start.again}</p>
          </>
        )}
        {send.data && (
          <Alert
            type={warnings.length > 0 ? 'warning' : 'success'}
            showIcon
            title={t.start.accepted(send.data.schoolName)}
            description={
              warnings.length > 0 && (
                <>
                  {short > 0 ? t.start.short(short) : t.start.warnings}
                  <ul>
                    {warnings.map(({ sentence }) => (
                      <li key={sentence.en}>{sentence[lang]}</li>
                    ))}
                  </ul>
                </>
              )
            }
            action={
              <span className="start-actions">
                <LinkButton to={`/solve?problem=${send.data.id}`} type="primary">
                  {t.start.solve}
                </LinkButton>
                <LinkButton to={`/problems/${send.data.id}`}>{t.start.edit}</LinkButton>
              </span>
            }
          />
        )}
      </div>
    </>
  );
}
