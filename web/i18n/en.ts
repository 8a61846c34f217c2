import { admin } from './en/admin.ts';
import { compare } from './en/compare.ts';
import { domain } from './en/domain.ts';
import { editor } from './en/editor.ts';
import { fairness } from './en/fairness.ts';
import { files } from './en/files.ts';
import { home } from './en/home.ts';
import { plan } from './en/plan.ts';
import { portal } from './en/portal.ts';
import { problems } from './en/problems.ts';
import { shell } from './en/shell.ts';
import { solve } from './en/solve.ts';
import type { Messages } from './zh.ts';

/** What the console says, in English. */
export const en: Messages = {
  ...shell,
  ...domain,
  ...home,
  ...problems,
  ...editor,
  ...files,
  ...solve,
  ...plan,
  ...fairness,
  ...compare,
  ...portal,
  ...admin,
};
