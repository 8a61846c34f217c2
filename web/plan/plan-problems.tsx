import { Alert, Button } from 'antd';
import { useState } from 'react';
import { inLanguage } from '../../src/domain/bilingual.ts';
import { seriesName } from '../../src/domain/naming.ts';
import type { Session } from '../../src/domain/problem.ts';
import type { publishability } from '../../src/domain/publishable.ts';
import { useLanguage } from '../i18n/language.tsx';
import { HardProblems } from './hard-problems.tsx';
import type { OpenSeed } from './open-drawer.tsx';
import type { PlanModel } from './plan-model.ts';

/** Open posts that are named at first; the grid has all of them. */
const SHOWN = 12;

/** What keeps the plan from being whole: broken hard rules above all, then what is open or missing. */
export function PlanProblems(props: OpenProps & { planId: string }) {
  const { planId, ...open } = props;
  return (
    <>
      <HardProblems model={open.model} planId={planId} />
      <OpenProblems {...open} />
    </>
  );
}

interface OpenProps {
  state: ReturnType<typeof publishability>;
  model: PlanModel;
  missing: number;
  onShow(): void;
  /** Opens what is known of a session with an open post. */
  onPost(session: Session): void;
  /** Opens a session by hand; absent where one may not. */
  onOpen: ((seed: OpenSeed) => void) | undefined;
}

/** Open posts, and sessions that were not placed, with the reason. */
function OpenProblems(props: OpenProps) {
  const { t, lang } = useLanguage();
  const [shown, setShown] = useState(SHOWN);
  const { state, model, missing, onShow, onPost, onOpen } = props;
  const alone = state.reasons.filter(({ code }) => code === 'no-adult');
  const sessions = [
    ...new Set([...state.openPosts, ...alone].map(({ sessionId = '' }) => sessionId)),
  ].flatMap((id) => model.session(id) ?? []);
  const seatless = sessions.filter(({ seats }) => seats.length === 0).length;
  if (sessions.length === 0 && missing === 0) return null;
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type={state.publishable ? 'warning' : 'error'}
      showIcon
      title={[
        state.openPosts.length > 0 && t.plan.openPosts(state.openPosts.length),
        seatless > 0 && t.plan.seatless(seatless),
        missing > 0 && t.plan.missing(missing),
      ]
        .filter(Boolean)
        .join(' · ')}
      description={
        <>
          {sessions.length > 0 && (
            <ul className="open-posts">
              {sessions.slice(0, shown).map((session) => {
                const { weekday, start } = model.placeOf(session);
                return (
                  <li key={session.id}>
                    <Button size="small" onClick={() => onPost(session)}>
                      {t.weekday[weekday]} {start} {model.title(session)}{' '}
                      {model.names.classes(session.classIds, 2)}
                    </Button>
                  </li>
                );
              })}
              {sessions.length > shown && (
                <li>
                  <Button size="small" type="link" onClick={() => setShown(sessions.length)}>
                    {t.plan.moreOpen(sessions.length - shown)}
                  </Button>
                </li>
              )}
            </ul>
          )}
          {missing > 0 && (
            <details>
              <summary>{t.plan.missingTitle}</summary>
              <ul>
                {model.plan.openSessions.map(({ activityId, forKey, reason }, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same series may be missing twice
                  <li key={i}>
                    {seriesName(model.index, activityId, forKey)[lang]}
                    {lang === 'zh' ? '：' : ': '}
                    {inLanguage(reason, lang)}{' '}
                    {onOpen && (
                      <Button
                        size="small"
                        className="no-print"
                        onClick={() =>
                          onOpen({ activityId, ...(forKey === undefined ? {} : { forKey }) })
                        }
                      >
                        {t.edit.open}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      }
      action={
        state.openPosts.length > 0 && (
          <Button size="small" onClick={onShow}>
            {t.plan.onlyOpen}
          </Button>
        )
      }
    />
  );
}
