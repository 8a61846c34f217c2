import { App, Button, Input, Modal, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Field } from '../app/field.tsx';
import { Failure } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { rememberSchool } from '../portal/school-memory.ts';
import { useMay } from '../remote/me.ts';
import { usePublications, usePublish } from '../remote/portal.ts';

/**
 * Publishes a plan with a note, after asking. What was published before is named, so that nobody
 * replaces it without knowing.
 */
export function PublishButton(props: {
  planId: string;
  schoolId: string;
  publishable: boolean;
  /** Names the plan where there are several. */
  label?: string;
}) {
  const { planId, schoolId, publishable, label } = props;
  const { t, dateTime } = useLanguage();
  const { message } = App.useApp();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const publications = usePublications(schoolId);
  const publish = usePublish();
  const current = publications.data?.items[0];
  if (!may('plans:publish', schoolId)) return null;
  const isInForce = current?.planId === planId;
  const send = () =>
    publish.mutate(
      { planId, note: note.trim() },
      {
        onSuccess: () => {
          setOpen(false);
          setNote('');
          rememberSchool(schoolId);
          void message.success(t.publish.done);
        },
      },
    );
  return (
    <>
      <Button
        type={isInForce ? 'default' : 'primary'}
        disabled={!publishable}
        title={publishable ? undefined : t.publish.cannot}
        onClick={() => setOpen(true)}
      >
        {label ?? (isInForce ? t.publish.again : t.publish.button)}
      </Button>
      {isInForce && (
        <Link to={`/portal?school=${encodeURIComponent(schoolId)}`}>
          <Tag color="green">{t.publish.inForce}</Tag>
          {t.publish.next}
        </Link>
      )}
      <Modal
        open={isOpen}
        title={t.publish.title}
        okText={t.publish.confirm}
        onOk={send}
        confirmLoading={publish.isPending}
        onCancel={() => setOpen(false)}
      >
        <p>{t.publish.effect}</p>
        {current && (
          <p className="muted">
            {t.publish.replaces(dateTime(current.createdAt), current.publishedBy, current.note)}
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
        {publish.error && <Failure error={publish.error} />}
      </Modal>
    </>
  );
}
