import { admin } from './zh/admin.ts';
import { compare } from './zh/compare.ts';
import { domain } from './zh/domain.ts';
import { editor } from './zh/editor.ts';
import { fairness } from './zh/fairness.ts';
import { files } from './zh/files.ts';
import { home } from './zh/home.ts';
import { plan } from './zh/plan.ts';
import { portal } from './zh/portal.ts';
import { problems } from './zh/problems.ts';
import { shell } from './zh/shell.ts';
import { solve } from './zh/solve.ts';

/** What the console says, in Chinese; the English files have the same shapes or do not compile. */
export const zh = {
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

export type Messages = typeof zh;
