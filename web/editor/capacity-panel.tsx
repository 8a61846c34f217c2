import { Alert } from 'antd';
import type { Shortage } from '../../src/domain/capacity/capacity.ts';
import type { HardConflict } from '../../src/domain/capacity/hard-conflict.ts';
import type { SeatForNobody } from '../../src/domain/capacity/nobody.ts';
import type { DataWarning } from '../../src/domain/data-warning.ts';
import { namesApart } from '../../src/domain/names-apart.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { useLanguage } from '../i18n/language.tsx';

/** People who are named at first. */
const SHOWN = 8;

/** Where people are surely too few, as the draft stands. */
export function CapacityPanel(props: {
  shortages: readonly Shortage[] | undefined;
  nobody: readonly SeatForNobody[];
  conflicts: readonly HardConflict[];
  warnings: readonly DataWarning[];
  isChecking: boolean;
  staff: Problem['staff'];
  onPerson(staffId: string): void;
  onActivity(id: string): void;
}) {
  const { shortages, staff } = props;
  const { t, lang, number } = useLanguage();
  // Nobody is short where there is nothing to be done.
  const isEmpty = props.warnings.some(({ code }) => code === 'empty');
  const names = namesApart(staff);
  return (
    <section className="card capacity" aria-label={t.editor.capacity} aria-busy={props.isChecking}>
      <h2>{t.editor.capacity}</h2>
      {props.conflicts.length > 0 && (
        <>
          <Alert type="error" showIcon title={t.editor.hardConflicts} />
          <ul>
            {props.conflicts.map(({ sentence }) => (
              <li key={sentence.en}>{sentence[lang]}</li>
            ))}
          </ul>
        </>
      )}
      {props.warnings.map(({ sentence }) => (
        <Alert key={sentence.en} type="warning" showIcon title={sentence[lang]} />
      ))}
      {shortages === undefined ? (
        <p className="muted">{t.editor.capacityAfterFaults}</p>
      ) : shortages.length === 0 ? (
        !isEmpty && <Alert type="success" showIcon title={t.editor.capacityEnough} />
      ) : (
        <>
          <Alert
            type="error"
            showIcon
            title={t.editor.capacityShort(
              number(shortages.reduce((sum, { short }) => sum + short, 0)),
            )}
          />
          <ul>
            {shortages.map((one) => (
              <li key={`${one.span} ${one.periodIds.join()}`}>
                {one.sentence[lang]}
                {one.help.length > 0 && (
                  <div className="small">
                    {t.editor.wouldHelp}
                    <ul>
                      {one.help.map(({ rule, text, staffIds }) => (
                        <li key={rule}>
                          {text[lang]}
                          {staffIds.length > 0 && (lang === 'zh' ? '：' : ': ')}
                          {staffIds.slice(0, SHOWN).map((id) => (
                            <button
                              key={id}
                              type="button"
                              className="link"
                              onClick={() => props.onPerson(id)}
                            >
                              {names.get(id)}
                            </button>
                          ))}
                          {staffIds.length > SHOWN && t.editor.morePeople(staffIds.length - SHOWN)}
                        </li>
                      ))}
                    </ul>
                  </div>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {props.nobody.length > 0 && (
        <>
          <Alert type="warning" showIcon title={t.editor.nobody} />
          <ul>
            {props.nobody.map(({ activityId, sentence }) => (
              <li key={activityId}>
                {sentence[lang]}{' '}
                <button type="button" className="link" onClick={() => props.onActivity(activityId)}>
                  {t.editor.openActivity}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="muted small">{t.editor.capacityHint}</p>
    </section>
  );
}
