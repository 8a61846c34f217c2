import { Alert, Button, Input, Modal, Tag } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { fromNowOn, holdingOn, isOutside, todayAt, usualStart } from '../../src/domain/validity.ts';
import { Field } from '../app/field.tsx';
import { Failure } from '../app/states.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { rememberSchool } from '../portal/school-memory.ts';
import { ApiFailure } from '../remote/client.ts';
import { useMay, useMe } from '../remote/me.ts';
import { type NewPublication, usePublications, usePublish } from '../remote/portal.ts';
import type { Problem } from '../remote/types.ts';
import { isItself, isNewsSince, newestAt } from './published-meanwhile.ts';
import { ValidFrom } from './valid-from.tsx';
import './publish.css';

/**
 * Publishes a plan with a note, after asking from when it is to hold. What was published before is
 * named, so that nobody replaces it without knowing: what somebody else published since this page
 * was opened stands out, and what was published while one was being asked is asked about again.
 */
export function PublishButton(props: {
  planId: string;
  problem: Problem;
  publishable: boolean;
  /** Says in the dialog which plan it is. */
  which: ReactNode;
  /** Its letter, where there are several. */
  letter?: string;
}) {
  const { planId, problem, publishable, which, letter } = props;
  const schoolId = problem.school.id;
  const { t, dayOf } = useLanguage();
  const message = useMessage();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [chosen, setChosen] = useState<string>();
  const publications = usePublications(schoolId);
  const publish = usePublish();
  const list = publications.data ?? [];
  const today = todayAt(problem, new Date());
  const validFrom = chosen ?? usualStart(problem, today, { isFirst: false });
  /** What holds on that date until now. */
  const current = holdingOn(list, validFrom);
  const opened = useRef<string>(undefined);
  if (publications.data) opened.current ??= newestAt(list);
  const { data: me } = useMe();
  /** What was sent last and not answered, or refused because something else is in force by now. */
  const [sent, setSent] = useState<NewPublication>();
  const finish = () => {
    setSent(undefined);
    setOpen(false);
    setNote('');
    setChosen(undefined);
    publish.reset();
    rememberSchool(schoolId);
    void message.success(
      validFrom > today ? t.publish.doneLater(dayOf(validFrom)) : t.publish.done,
    );
  };
  const isSince =
    sent?.validFrom === validFrom && current !== undefined && current.id !== sent.replaces;
  // It went through though no answer came back: it is done, and must not be done twice.
  const isDone = isSince && isItself(current, { planId, note: note.trim(), validFrom }, me);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is found out
  useEffect(() => {
    if (isDone) finish();
  }, [isDone]);
  if (!may('plans:publish', schoolId)) return null;
  const [own] = fromNowOn(list).filter(({ held }) => held.planId === planId);
  const isNews = isNewsSince(opened.current, list, planId);
  const ask = () => {
    setOpen(true);
    void publications.refetch();
  };
  const send = () => {
    const replaces = publications.data ? { replaces: current?.id ?? null } : {};
    const asked = { planId, note: note.trim(), validFrom, ...replaces };
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
        type={own ? 'default' : 'primary'}
        disabled={!publishable}
        title={publishable ? undefined : t.publish.cannot}
        onClick={ask}
      >
        {[own ? t.publish.again : t.publish.button, letter].filter(Boolean).join(' ')}
      </Button>
      {own && (
        <Link to={`/portal?school=${encodeURIComponent(schoolId)}#links`}>
          {own.held.inForce ? (
            <Tag color="green">{t.publish.inForce}</Tag>
          ) : (
            <Tag color="gold">{t.publish.holdsFrom(dayOf(own.from))}</Tag>
          )}
          {t.publish.next}
        </Link>
      )}
      <Modal
        open={isOpen}
        title={letter === undefined ? t.publish.title : t.publish.titleOf(letter)}
        okText={t.publish.confirm}
        onOk={send}
        okButtonProps={{ disabled: validFrom === '' || isOutside(problem, validFrom) }}
        confirmLoading={publish.isPending}
        onCancel={() => setOpen(false)}
      >
        <p className="published-plan">{which}</p>
        {isNews && <Alert type="warning" showIcon role="alert" title={t.publish.overtaken} />}
        {isSince && current.planId === planId && (
          <Alert type="warning" showIcon role="alert" title={t.publish.already} />
        )}
        <ValidFrom
          value={validFrom}
          onChange={setChosen}
          problem={problem}
          today={today}
          publications={list}
        />
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
