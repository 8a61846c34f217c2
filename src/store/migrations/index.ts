import { type Migration, Migrator } from 'kysely';
import type { Database } from '../database.ts';
import { problemsJobsPlans } from './0001-problems-jobs-plans.ts';
import { queueMigration } from './0010-queue.ts';
import { webhooksMigration } from './0011-webhooks.ts';
import { schoolsAndRights } from './0012-schools-and-rights.ts';
import { hashedSessions } from './0020-hashed-sessions.ts';
import { rateLimits } from './0030-rate-limits.ts';
import { storedBy } from './0040-stored-by.ts';
import { currentProblems } from './0041-current-problems.ts';
import { keysOfKeys } from './0050-keys-of-keys.ts';
import { validFrom } from './0051-valid-from.ts';
import { replacedProblems } from './0052-replaced-problems.ts';
import { copiedPlans } from './0060-copied-plans.ts';
import { keptAnswers } from './0061-kept-answers.ts';
import { namesOfSchools } from './0062-names-of-schools.ts';

/**
 * The schema, version by version, each in a file of its own. A version that was released is never
 * edited: a change is a new file. Values that are only carried are `json`, which keeps the order
 * of their fields, and not `jsonb`. The whole schema as it stands is in `test/store/schema.sql`.
 */
export const migrations: Record<string, Migration> = {
  '0001-problems-jobs-plans': problemsJobsPlans,
  '0010-queue': queueMigration,
  '0011-webhooks': webhooksMigration,
  '0012-schools-and-rights': schoolsAndRights,
  '0020-hashed-sessions': hashedSessions,
  '0030-rate-limits': rateLimits,
  '0040-stored-by': storedBy,
  '0041-current-problems': currentProblems,
  '0050-keys-of-keys': keysOfKeys,
  '0051-valid-from': validFrom,
  '0052-replaced-problems': replacedProblems,
  '0060-copied-plans': copiedPlans,
  '0061-kept-answers': keptAnswers,
  '0062-names-of-schools': namesOfSchools,
};

/**
 * Brings the schema up to date. All starters may do so at once: the migrator takes a lock.
 *
 * @param upTo name of the version to stop at; default the newest
 */
export async function migrate(db: Database, upTo?: string): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'afterbell_migration',
    migrationLockTableName: 'afterbell_migration_lock',
  });
  const { error, results } = await (upTo === undefined
    ? migrator.migrateToLatest()
    : migrator.migrateTo(upTo));
  if (!error) return;
  const failed = results?.find(({ status }) => status === 'Error');
  // The versions that were missing are one transaction.
  if (failed) throw new MigrationError(failed.migrationName, error);
  const known = /previously executed migration (\S+) is missing/.exec(String(error));
  throw known?.[1] ? new NewerSchemaError(known[1]) : error;
}

/** A version of the schema could not be made; the database is as it was. */
class MigrationError extends Error {
  constructor(version: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `数据库结构无法升级到版本“${version}”，没有改动任何数据。可能有别的程序在这个数据库里建了表；处理后请重新启动。 ` +
        `The schema could not be brought to version "${version}": ${why}. Nothing was changed. Maybe ` +
        'somebody else made tables in this database; once that is mended, start again.',
      { cause },
    );
  }
}

class NewerSchemaError extends Error {
  constructor(version: string) {
    super(
      `这个数据库已由更新版本的 AfterBell 使用过（结构“${version}”）。请启动那个版本，或把升级前的备份恢复到空数据库。 ` +
        `A newer version of AfterBell has worked on this database (schema "${version}"). Maybe start ` +
        'that version, or restore the backup from before the upgrade into an empty database.',
    );
  }
}
