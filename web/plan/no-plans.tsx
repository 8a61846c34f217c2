import { LinkButton } from '../app/link-button.tsx';
import { Nothing } from '../app/states.tsx';
import { useText } from '../i18n/language.tsx';
import { useMay } from '../remote/me.ts';

/** Where plans would stand, and none was made yet: the way to the first one. */
export function NoPlans() {
  const t = useText();
  const canRun = useMay()('jobs:write');
  return (
    <Nothing text={t.plan.none}>
      {canRun && (
        <LinkButton to="/solve" type="primary">
          {t.solve.start}
        </LinkButton>
      )}
    </Nothing>
  );
}
