import { Switch } from 'antd';
import { useMemo } from 'react';
import { resolveParams } from '../../src/domain/params.ts';
import { segments as allSegments, type Problem } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useRules } from '../remote/queries.ts';
import type { RuleInfo } from '../remote/types.ts';
import { WeightField } from '../solve/weight-field.tsx';
import { faultsBelow, fieldOfFault, type PlacedFault } from './fault-places.ts';
import { fieldValue, showValue, withValue } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { paramFields } from './fields-rules.ts';
import type { Options } from './options.ts';
import { useReadOnly } from './read-only.ts';
import { setAt } from './set-at.ts';
import type { EditDraft } from './use-draft.ts';

/** Parameters and weights, each beside the sentence of the rules that it is for. */
export function RulesPart(props: {
  draft: Problem;
  options: Options;
  faults: readonly PlacedFault[];
  edit: EditDraft;
}) {
  const { draft, options, faults, edit } = props;
  const { t, lang } = useLanguage();
  const isReadOnly = useReadOnly();
  const rules = useRules().data ?? [];
  const fields = useMemo(() => paramFields(t, options), [t, options]);
  const inForce = useMemo(() => paramsInForce(draft), [draft]);
  const own = faultsBelow(faults, ['rules']);
  const off = draft.rules?.off ?? [];
  const told = new Set<string>();
  return (
    <>
      <section className="card" aria-label={t.editor.params}>
        <h2>{t.editor.params}</h2>
        <p className="muted small">{t.editor.paramsHint}</p>
        <div className="param-list">
          {fields.map((one) => {
            const name = one.path.slice(2).join('.');
            const readers = rules.filter(({ params }) =>
              params.some((param) => name === param || name.startsWith(`${param}.`)),
            );
            const value = (inForce as Record<string, unknown>)[name];
            return (
              <FieldInput
                key={one.key}
                field={{
                  ...one,
                  placeholder:
                    value === undefined ? t.editor.unset : showValue(one, value, t.word.list),
                  // A sentence stands under the first of the parameters that it is for.
                  hint: readers
                    .filter(({ id }) => !told.has(id) && told.add(id))
                    .map(
                      ({ title, sentence }) =>
                        `${title[lang]}${lang === 'zh' ? '：' : ': '}${sentence[lang]}`,
                    )
                    .join(' '),
                }}
                value={fieldValue(one, draft)}
                faults={own.filter(
                  ({ rest }) =>
                    fieldOfFault([{ ...one, path: one.path.slice(1) }], rest) &&
                    rest[0] === 'params',
                )}
                onChange={(next) =>
                  edit((old) => withoutEmptyRules(withValue(one, old, next)), one.key)
                }
              />
            );
          })}
        </div>
      </section>
      <section className="card" style={{ marginTop: 14 }} aria-label={t.editor.weights}>
        <h2>{t.editor.weights}</h2>
        <p className="muted small">{t.editor.weightsHint}</p>
        <div className="scroll-x">
          <table className="table weights" aria-label={t.editor.weights}>
            <thead>
              <tr>
                <th>{t.word.rule}</th>
                <th>{t.word.weight}</th>
                <th>{t.editor.inUse}</th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id}>
                  <td>
                    <b>{rule.title[lang]}</b>{' '}
                    <span className="muted small">{t.level[rule.level]}</span>
                    <div className="muted small">{rule.sentence[lang]}</div>
                  </td>
                  <td className="nowrap">
                    {rule.level === 'soft' ? (
                      <WeightField
                        label={`${t.word.weight} ${rule.title[lang]}`}
                        value={draft.rules?.weights?.[rule.id]}
                        usual={rule.defaultWeight}
                        isReadOnly={isReadOnly}
                        onChange={(weight) =>
                          edit(
                            (old) =>
                              withoutEmptyRules(setAt(old, ['rules', 'weights', rule.id], weight)),
                            `weight-${rule.id}`,
                          )
                        }
                      />
                    ) : (
                      <span className="muted only-wide">
                        {rule.level === 'hard' ? t.editor.mustHold : t.editor.comesFirst}
                      </span>
                    )}
                  </td>
                  <td>
                    <Switch
                      size="small"
                      aria-label={`${t.editor.inUse} ${rule.title[lang]}`}
                      checked={!off.includes(rule.id)}
                      onChange={(isOn) => edit((old) => switchRule(old, rule, isOn))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  );
}

function switchRule(draft: Problem, { id }: RuleInfo, isOn: boolean): Problem {
  const others = (draft.rules?.off ?? []).filter((one) => one !== id);
  const off = isOn ? others : [...others, id];
  return withoutEmptyRules(setAt(draft, ['rules', 'off'], off.length > 0 ? off : undefined));
}

function withoutEmptyRules(draft: Problem): Problem {
  if (draft.rules === undefined || Object.keys(draft.rules).length > 0) return draft;
  return setAt(draft, ['rules'], undefined);
}

/** What holds where the problem itself says nothing, by dotted name. */
function paramsInForce(draft: Problem): Record<string, unknown> {
  const { rules: _own, ...rest } = draft;
  const p = resolveParams(rest as Problem);
  const time = (minute: number | undefined) =>
    minute === undefined || !Number.isFinite(minute)
      ? undefined
      : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return {
    'latestEnd.primary': time(p.latestEndMinute.primary),
    'latestEnd.junior': time(p.latestEndMinute.junior),
    earliestStart: time(p.earliestStartMinute),
    lateFrom: time(p.lateFromMinute),
    'care.kinds': p.care.kinds,
    'care.maxGroup': p.care.maxGroup,
    'care.pupilsPerAdult': p.care.pupilsPerAdult,
    ...Object.fromEntries(allSegments.map((s) => [`care.mergeWithin.${s}`, p.care.mergeWithin[s]])),
    ...Object.fromEntries(Object.entries(p.rest).map(([key, value]) => [`rest.${key}`, value])),
    ...Object.fromEntries(Object.entries(p.staff).map(([key, value]) => [`staff.${key}`, value])),
    ...Object.fromEntries(allSegments.map((s) => [`loadFactor.${s}`, p.loadFactor[s]])),
    outsiderNeedsPartner: p.outsiderNeedsPartner,
    learningPerDay: p.learningPerDay,
    maxClubs: p.maxClubs,
    budget: p.budget,
  };
}
