import { Alert } from 'antd';
import { LinkButton } from '../app/link-button.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useMay } from '../remote/me.ts';
import type { ProblemInfo } from '../remote/types.ts';

/** Tells who looks at a plan that its school has other data by now, and leads to a plan of these. */
export function NewerData(props: {
  /** Of the plan's school, newest first. */
  versions: readonly ProblemInfo[];
  problemId: string;
}) {
  const { versions, problemId } = props;
  const { t } = useLanguage();
  const may = useMay();
  const told = dataVersions(versions);
  const current = versions.find(({ isCurrent }) => isCurrent);
  const [own, now] = [told.get(problemId), current && told.get(current.id)];
  if (!own || own.isCurrent || !current || !now) return null;
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type="warning"
      showIcon
      title={t.plan.newerData(own.number, now.number)}
      action={
        may('jobs:write', current.schoolId) && (
          <LinkButton size="small" to={`/solve?problem=${current.id}`}>
            {t.plan.solveNewer}
          </LinkButton>
        )
      }
    />
  );
}
