import { Alert, Button } from 'antd';
import { LinkButton } from '../app/link-button.tsx';
import { useText } from '../i18n/language.tsx';
import { dataVersions } from '../problems/data-versions.ts';
import { useProblems } from '../remote/queries.ts';
import type { Part } from './parts.ts';

/**
 * Says that the school uses another version than this one, which who came by an old link would not
 * know, and takes this one into use again.
 */
export function OlderVersion(props: {
  problemId: string;
  part: Part;
  canEdit: boolean;
  isChanged: boolean;
  isSaving: boolean;
  onRestore(): void;
}) {
  const { problemId, canEdit } = props;
  const t = useText();
  const { data: problems = [] } = useProblems();
  const own = problems.find(({ id }) => id === problemId);
  const inUse = problems.find(({ schoolId, isCurrent }) => isCurrent && schoolId === own?.schoolId);
  if (!own || own.isCurrent || !inUse) return null;
  const told = dataVersions(problems);
  const [ownNumber = 0, number = 0] = [own, inUse].map(({ id }) => told.get(id)?.number);
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 12 }}
      title={t.editor.older.title(ownNumber, number)}
      description={canEdit && t.editor.older.effect(number)}
      action={
        <>
          <LinkButton size="small" to={`/problems/${inUse.id}?part=${props.part}`}>
            {t.editor.older.look(number)}
          </LinkButton>{' '}
          {canEdit && !props.isChanged && (
            <Button size="small" loading={props.isSaving} onClick={props.onRestore}>
              {t.editor.older.restore}
            </Button>
          )}
        </>
      }
    />
  );
}
