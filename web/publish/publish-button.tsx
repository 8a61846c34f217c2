import { Alert, App, Button, Input, Modal, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { doerText } from '../app/doer-text.ts';
import { Field } from '../app/field.tsx';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { rememberSchool } from '../portal/school-memory.ts';
import { ApiFailure } from '../remote/client.ts';
import { useMay, useMe } from '../remote/me.ts';
import { type NewPublication, usePublications, usePublish } from '../remote/portal.ts';
import { isItself } from './is-itself.ts';

/**
 * Publishes a plan with a note, after asking. What was published before is named, so that nobody
 * replaces it without knowing: what somebody else published since this page was opened stands out,
 * and what was published while one was being asked is asked about again.
 */
export function PublishButton(props: {
  planId: string;
  schoolId: string;
  publishable: boolean;
  /** Says in the dialog which plan it is. */
  which: ReactNode;
  /** Its letter, where there are several. */
  letter?: string;
}) {
  const { planId, schoolId, publishable, which, letter } = props;
  const { t, dateTime } = useLanguage();
  const { message } = App.useApp();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const publications = usePublications(schoolId);
  const publish = usePublish();
  const current = publications.data?.[0];
  const opened = useRef<string | null>(undefined);
  if (publications.data) opened.current ??= current?.id ?? null;
  const { data: me } = useMe();
  /** What was sent last and not answered, or refused because something else is in force by now. */
  const [sent, setSent] = useState<NewPublication>();
  const finish = () => {
    setSent(undefined);
    setOpen(false);
    setNote('');
    publish.reset();
    rememberSchool(schoolId);
    void message.success(t.publish.done);
  };
  const isSince = sent !== undefined && current !== undefined && current.id !== sent.replaces;
  // It went through though no answer came back: it is done, and must not be done twice.
  const isDone = isSince && isItself(current, { planId, note: note.trim() }, me);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is found out
  useEffect(() => {
    if (isDone) finish();
  }, [isDone]);
  if (!may('plans:publish', schoolId)) return null;
  const isInForce = current?.planId === planId;
  const isNews = current !== undefined && current.id !== opened.current && !isInForce;
  const ask = () => {
    setOpen(true);
    void publications.refetch();
  };
  const send = () => {
    const replaces = publications.data ? { replaces: current?.id ?? null } : {};
    const asked = { planId, note: note.trim(), ...replaces };
    publish.mutate(asked, {
      onSuccess: finish,
      // Its name stands in the dialog then; who still wants to replace it says so again.
      onError: (error) => {
        setSent(isUnsettled(error) && 'replaces' in asked ? asked : undefined);
        void publications.refetch();
      },
    });
  };
  const { error } = publish;
  return (
    <>
      <Button
        type={isInForce ? 'default' : 'primary'}
        disabled={!publishable}
        title={publishable ? undefined : t.publish.cannot}
        onClick={ask}
      >
        {[isInForce ? t.publish.again : t.publish.button, letter].filter(Boolean).join(' ')}
      </Button>
      {isInForce && (
        <Link to={`/portal?school=${encodeURIComponent(schoolId)}#links`}>
          <Tag color="green">{t.publish.inForce}</Tag>
          {t.publish.next}
        </Link>
      )}
      <Modal
        open={isOpen}
        title={letter === undefined ? t.publish.title : t.publish.titleOf(letter)}
        okText={t.publish.confirm}
        onOk={send}
        confirmLoading={publish.isPending}
        onCancel={() => setOpen(false)}
      >
        <p className="published-plan">{which}</p>
        <p>{t.publish.effect}</p>
        {current && isNews && (
          <Alert type="warning" showIcon role="alert" title={t.publish.overtaken} />
        )}
        {isSince && isInForce && (
          <Alert type="warning" showIcon role="alert" title={t.publish.already} />
        )}
        {current && (
          <p className={isNews ? '' : 'muted'}>
            {t.publish.replaces(
              dateTime(current.createdAt),
              doerText(current.publishedBy, t),
              current.note,
            )}
          </p>
        )}
        <Field label={t.publish.note}>
          {(id) => (
            <Input.TextArea
              id={id}
              value={note}
              onChange={(event) => setNote(event.target.value)}
              rows={3}
              maxLength={1000}
              placeholder={t.publish.noteHint}
            />
          )}
        </Field>
        {error && !isOvertaken(error) && <Failure error={error} />}
      </Modal>
    </>
  );
}

function isOvertaken(error: Error): boolean {
  return error instanceof ApiFailure && error.details.code === 'published-meanwhile';
}

/** It may have been published all the same: what is in force tells. */
function isUnsettled(error: Error): boolean {
  return isOvertaken(error) || (error instanceof ApiFailure && error.isOffline);
}
