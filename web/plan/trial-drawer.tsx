import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Drawer, Tag } from 'antd';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import { planStored } from '../remote/queries.ts';
import type { Edit, PlanInfo, ToldMatch, WhyNot } from '../remote/types.ts';
import { editText } from './edit-text.ts';
import type { PlanModel } from './plan-model.ts';
import { usePlanTrail } from './plan-trail.ts';
import './tables.css';

const SHOWN = 30;

/** What edits would do to the plan, told before anything is kept; keeping makes a new plan. */
export function TrialDrawer(props: {
  model: PlanModel;
  planId: string;
  problemId: string;
  edits: readonly Edit[] | undefined;
  /** The plan with the edits is stored under this id, and is gone to. */
  onKept(id: string, plan: WhyNot['plan']): void;
  onClose(): void;
  /** An Escape that came when this one had just closed: it is for what lies below. */
  onCloseBelow(): void;
}) {
  const { t, lang, number } = useLanguage();
  const { model, planId, problemId, edits, onKept, onClose, onCloseBelow } = props;
  const { forward } = usePlanTrail(planId);
  const trial = useQuery({
    queryKey: ['why-not', planId, edits],
    queryFn: () => request<WhyNot>('POST', `/v1/plans/${planId}/why-not`, { edits }),
    enabled: edits !== undefined,
  });
  const keep = useMutation({
    mutationFn: (plan: WhyNot['plan']) =>
      request<PlanInfo>('POST', '/v1/plans', { problemId, plan }),
    onSuccess: (info, plan) => {
      planStored(info);
      onKept(info.id, plan);
      onClose();
      forward(info.id);
    },
  });
  const { data } = trial;
  const level = (name: 'hard' | 'medium' | 'soft') =>
    data && `${number(data.before[name], 1)} → ${number(data.after[name], 1)}`;
  return (
    <Drawer
      open={edits !== undefined}
      // Out of sight it still takes the keys of a frame or two.
      onClose={edits ? onClose : onCloseBelow}
      // One that is only hidden does not take the focus when it opens again.
      destroyOnHidden
      size={460}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={t.edit.title}
      footer={
        <Button
          type="primary"
          disabled={!data}
          loading={keep.isPending}
          onClick={() => data && keep.mutate(data.plan)}
        >
          {t.edit.keep}
        </Button>
      }
    >
      {edits?.map((edit, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that is made anew as a whole
        <p key={i}>
          <b>{editText(model, edit, t)}</b>
        </p>
      ))}
      {trial.error && <Failure error={trial.error} />}
      {keep.error && <Failure error={keep.error} />}
      {!data && !trial.error && <Loading rows={5} />}
      {data && (
        <>
          <Alert
            type={
              data.after.hard > data.before.hard
                ? 'error'
                : data.verdict.isBetter
                  ? 'success'
                  : 'warning'
            }
            title={data.verdict.sentence[lang]}
          />
          <p className="num">
            {t.word.hard} {level('hard')} · {t.word.medium} {level('medium')} · {t.word.soft}{' '}
            {level('soft')}
          </p>
          <table className="table">
            <tbody>
              {data.rules.map((rule) => (
                <tr key={rule.ruleId}>
                  <th scope="row">{rule.title[lang]}</th>
                  <td className={rule.after > rule.before ? 'n worse' : 'n better'}>
                    {number(rule.before, 1)} → {number(rule.after, 1)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Matches title={t.edit.added} matches={data.added} />
          <Matches title={t.edit.removed} matches={data.removed} />
        </>
      )}
    </Drawer>
  );
}

function Matches({ title, matches }: { title: string; matches: readonly ToldMatch[] }) {
  const { t, lang } = useLanguage();
  if (matches.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul style={{ paddingLeft: 18 }}>
        {matches.slice(0, SHOWN).map((match, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that is made anew as a whole
          <li key={i}>
            {match.level !== 'soft' && <Tag color="red">{t.level[match.level]}</Tag>}
            {match.sentence[lang]}
          </li>
        ))}
      </ul>
    </>
  );
}
