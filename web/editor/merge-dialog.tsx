import { Button, Modal, Radio } from 'antd';
import { useMemo, useState } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/zh.ts';
import { useProblem, useRules } from '../remote/queries.ts';
import type { ProblemInfo } from '../remote/types.ts';
import { clashText } from './clash-text.ts';
import { mergeProblems } from './merge-problems.ts';
import { useOptions } from './options.ts';

/** Somebody stored a version meanwhile: put the two together, or save this one beside it. */
export function MergeDialog(props: {
  by: ProblemInfo;
  /** When the version was stored that is being edited; undefined where nobody knows. */
  since: string | undefined;
  /** What both began from. */
  base: Problem;
  mine: Problem;
  onMerged(merged: Problem): void;
  onAsItIs(): void;
  onCancel(): void;
}) {
  const { by, base, mine } = props;
  const { t, lang, dateTime } = useLanguage();
  const { data: theirs, error } = useProblem(by.id);
  const [theirWay, setTheirWay] = useState<ReadonlySet<string>>(new Set());
  const merged = useMemo(
    () => theirs && mergeProblems(base, mine, theirs, theirWay),
    [base, mine, theirs, theirWay],
  );
  const options = useOptions(mine, t, lang);
  const { data: rules } = useRules();
  const titles = useMemo(
    () =>
      new Map(
        rules?.map(({ id, title, defaultWeight }) => [
          id,
          { title: title[lang], usual: defaultWeight },
        ]),
      ),
    [rules, lang],
  );
  const choose = (key: string, isTheirs: boolean) =>
    setTheirWay((old) => {
      const next = new Set(old);
      if (isTheirs) next.add(key);
      else next.delete(key);
      return next;
    });
  return (
    <Modal
      open
      width={680}
      title={isEarlier(by, props.since) ? t.editor.merge.titleBack : t.editor.merge.title}
      onCancel={props.onCancel}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={props.onCancel}>{t.word.cancel}</Button>
          <Button onClick={props.onAsItIs}>{t.editor.merge.asItIs}</Button>
          <Button
            type="primary"
            disabled={!merged}
            onClick={() => merged && props.onMerged(merged.value)}
          >
            {t.editor.merge.button}
          </Button>
        </>
      }
    >
      <p>{overtakenText(by, props.since, t, dateTime)}</p>
      {error ? (
        <Failure error={error} />
      ) : !merged ? (
        <Loading rows={3} />
      ) : (
        <>
          <p>
            {t.editor.merge.taken(merged.taken)} {t.editor.merge.clashes(merged.clashes.length)}
          </p>
          <ul className="clashes">
            {merged.clashes.map((clash) => {
              const told = clashText(clash, { mine, theirs: theirs ?? mine }, t, options, titles);
              return (
                <li key={clash.key}>
                  <b>{told.place}</b>
                  <Radio.Group
                    aria-label={told.place}
                    value={theirWay.has(clash.key) ? 'theirs' : 'mine'}
                    onChange={({ target }) => choose(clash.key, target.value === 'theirs')}
                    options={[
                      { value: 'mine', label: `${t.editor.merge.mine}${told.mine}` },
                      { value: 'theirs', label: `${t.editor.merge.theirs}${told.theirs}` },
                    ]}
                  />
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Modal>
  );
}

function isEarlier({ createdAt }: Pick<ProblemInfo, 'createdAt'>, since: string | undefined) {
  return since !== undefined && createdAt < since;
}

/** Who stored it, and when; an older version was taken into use again by somebody else and later. */
export function overtakenText(
  by: Pick<ProblemInfo, 'storedBy' | 'createdAt'>,
  since: string | undefined,
  t: Messages,
  dateTime: (date: string) => string,
): string {
  const when = dateTime(by.createdAt);
  return isEarlier(by, since)
    ? t.editor.merge.wentBack(when)
    : t.editor.merge.overtaken(by.storedBy ?? t.editor.merge.somebody, when);
}
