import { InboxOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Select, Upload } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { emptyParts } from '../../src/domain/empty-parts.ts';
import { PageHead } from '../app/page-head.tsx';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { problemStored, useProblems } from '../remote/queries.ts';
import type { ProblemInfo } from '../remote/types.ts';
import { FaultList } from './fault-list.tsx';
import { OrphanedDrafts } from './orphaned-drafts.tsx';
import { SchoolVersions } from './school-versions.tsx';
import { acceptedFiles, sendProblemFile } from './send-problem-file.ts';
import { useAskToReplace } from './use-ask-to-replace.ts';

/** Schools' data: what is stored, and how more comes in. */
export function ProblemsPage() {
  const { t, lang } = useLanguage();
  const { data: problems, error, refetch, isFetching } = useProblems();
  const canWrite = useMay()('problems:write');
  const message = useMessage();
  const askToReplace = useAskToReplace();
  const save = useMutation({
    mutationFn: (make: () => Promise<ProblemInfo | undefined>) => make(),
    onSuccess: (info) => {
      if (!info) return;
      problemStored(info);
      void message.success(info.isNew ? t.problems.uploaded(info.schoolName) : t.problems.same);
      const empty = emptyParts(info.counts);
      if (empty) void message.warning(empty[lang]);
    },
  });
  return (
    <>
      <PageHead title={t.problems.title} intro={t.problems.intro} />
      {canWrite && (
        <div className="columns" style={{ marginTop: 0, marginBottom: 14 }}>
          <section className="card">
            <h2>{t.problems.upload}</h2>
            <Upload.Dragger
              accept={acceptedFiles}
              showUploadList={false}
              beforeUpload={(file) => {
                save.mutate(() => sendProblemFile(file, askToReplace));
                return false;
              }}
            >
              <InboxOutlined aria-hidden style={{ fontSize: 28, color: 'var(--green)' }} />
              <p>{t.problems.uploadHint}</p>
            </Upload.Dragger>
            <p className="upload-help">
              <Link to="/problems/start">{t.problems.howTo}</Link>
            </p>
          </section>
          <DemoCard
            isBusy={save.isPending}
            onMake={(size, seed) =>
              save.mutate(async () => {
                const demo = await request('GET', `/v1/demo?size=${size}&seed=${seed}`);
                return await request<ProblemInfo>('POST', '/v1/problems', demo);
              })
            }
          />
        </div>
      )}
      {save.error && <FaultList error={save.error} />}
      {problems && !isFetching && <OrphanedDrafts problems={problems} />}
      {error && !problems ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : !problems ? (
        <Loading />
      ) : problems.length === 0 ? (
        <Nothing text={canWrite ? t.problems.none : t.state.empty} />
      ) : (
        <SchoolVersions problems={problems} />
      )}
    </>
  );
}

function DemoCard(props: { isBusy: boolean; onMake(size: string, seed: number): void }) {
  const { t } = useLanguage();
  const [size, setSize] = useState('medium');
  return (
    <section className="card">
      <h2>{t.problems.demo}</h2>
      <p className="muted">{t.problems.demoHint}</p>
      <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
        <Select
          aria-label={t.problems.size}
          style={{ minWidth: 180 }}
          value={size}
          onChange={setSize}
          options={Object.entries(t.problems.sizes).map(([value, label]) => ({ value, label }))}
        />
        <Button
          type="primary"
          loading={props.isBusy}
          onClick={() => props.onMake(size, Math.floor(Math.random() * 10_000))}
        >
          {t.problems.demo}
        </Button>
      </div>
    </section>
  );
}
