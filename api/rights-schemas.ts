import { z } from 'zod';
import { USERNAME_FORM } from '../src/auth/forms.ts';
import { roles, verbs } from '../src/auth/rights.ts';
import type { FaultCode } from '../src/domain/faults.ts';
import { pageOf, pageQuerySchema } from './page-schemas.ts';
import { visibleText } from './text-forms.ts';
import { namedUuid } from './uuid.ts';

/** What travels over the API about people, keys, schools, publications and who did what. */

const uuid = z.uuid();
const moment = z.iso.datetime();
const schoolId = z.string().min(1).max(200);
/** Text for people; without control characters, which are hard to see. */
export const text = (max: number) => z.string().max(max).regex(visibleText);
const username = z.string().regex(USERNAME_FORM, 'bad-username' satisfies FaultCode);
/** How long a password must be is said by its own code, `weak-password`. */
const password = z.string().min(1).max(1000);

export const schoolPageQuerySchema = pageQuerySchema.extend({ schoolId: schoolId.optional() });

export const planListQuerySchema = schoolPageQuerySchema.extend({ problemId: uuid.optional() });

export const roleGrantSchema = z.strictObject({
  role: z.enum(roles),
  /** `null`: every school. */
  schoolId: schoolId.nullable(),
});

export const meSchema = z.strictObject({
  kind: z.enum(['user', 'key', 'local']),
  id: z.string(),
  name: z.string(),
  /** What they may do: verbs for one school, or for every school (`schoolId` null). */
  grants: z.array(
    z.strictObject({ verbs: z.array(z.enum(verbs)), schoolId: z.string().nullable() }),
  ),
  /** Roles that they have, if they are a person. */
  roles: z.array(z.strictObject({ role: z.string(), schoolId: z.string().nullable() })),
});

export const loginSchema = z.strictObject({
  username: text(200).min(1),
  password,
});

export const linkUseSchema = z.strictObject({
  token: z.string().min(1).max(200),
  /** What they will sign in with from now on. */
  password,
});

export const passwordChangeSchema = z.strictObject({ current: password, password });

export const personSchema = z.strictObject({
  id: uuid,
  username: z.string(),
  name: z.string(),
  memberships: z.array(z.strictObject({ role: z.string(), schoolId: z.string().nullable() })),
  /** False until they used their one-time link. */
  hasPassword: z.boolean(),
  createdAt: moment,
});

export const personListSchema = pageOf(personSchema);

export const newPersonSchema = z.strictObject({
  username,
  name: text(200).min(1),
  roles: z.array(roleGrantSchema).max(200),
});

export const rolesSchema = z.strictObject({ roles: z.array(roleGrantSchema).max(200) });

export const linkSchema = z.strictObject({
  user: personSchema,
  /** To be given to the person; shown once. */
  link: z.string(),
  expiresAt: moment,
});

export const apiKeySchema = z.strictObject({
  id: uuid,
  name: z.string(),
  /** Its first characters. */
  prefix: z.string(),
  verbs: z.array(z.string()),
  /** `null`: every school. */
  schoolIds: z.array(z.string()).nullable(),
  /** The person who made it; `null` for the operator. */
  madeBy: uuid.nullable(),
  createdAt: moment,
  expiresAt: moment.nullable(),
  revokedAt: moment.nullable(),
  lastUsedAt: moment.nullable(),
});

export const apiKeyListSchema = pageOf(apiKeySchema);

export const newApiKeySchema = z.strictObject({
  name: text(200).min(1),
  /** What it may do: the verbs of a role, or any that the maker has. */
  role: z.enum(roles).optional(),
  verbs: z.array(z.enum(verbs)).min(1).max(verbs.length).optional(),
  /** `null`: every school. */
  schoolIds: z.array(schoolId).min(1).max(500).nullable(),
  /** Absent: until it is revoked. */
  expiresInDays: z.int().min(1).max(3650).optional(),
});

export const madeApiKeySchema = z.strictObject({
  key: apiKeySchema,
  /** For `Authorization: Bearer …`; shown once and kept nowhere. */
  secret: z.string(),
});

export const schoolSchema = z.strictObject({ id: z.string(), name: z.string(), createdAt: moment });

export const schoolListSchema = pageOf(schoolSchema);

export const publishSchema = z.strictObject({
  note: text(1000).optional(),
  validFrom: z.iso
    .date()
    .optional()
    .meta({
      description:
        'From which date on the plan holds, in the school’s time zone: until the publication that ' +
        'holds from the next later date. From the same date, the newer one counts; a date in the ' +
        'past changes what is on record. Absent: from today; for the whole term (without one, the ' +
        'school year) where nothing was published before, or today lies outside the term.',
    }),
  replaces: namedUuid
    .nullable()
    .optional()
    .meta({
      description:
        'The publication that holds on that date until now (null: there is none). Where it is ' +
        'another one by then, nothing is published: 409 `published-meanwhile`. Absent: whichever.',
    }),
});

export const publicationSchema = z.strictObject({
  id: uuid,
  schoolId: z.string(),
  planId: uuid,
  problemId: uuid,
  publishedBy: z.string(),
  note: z.string(),
  /** From which date on it holds, until the one that holds from the next later date. */
  validFrom: z.iso.date(),
  /** Whether it holds now. */
  inForce: z.boolean(),
  createdAt: moment,
});

export const publicationListSchema = pageOf(publicationSchema);

export const auditQuerySchema = z.strictObject({
  limit: z.int().min(1).max(200).optional(),
  /** Of one school alone. */
  schoolId: schoolId.optional(),
  /** Of one route alone, as entries name it. */
  action: z.string().max(200).optional(),
  /** The `next` of the page before: entries before that one. */
  cursor: z.int().min(1).optional(),
  /** The same, as it was called first. */
  before: z.int().min(1).optional(),
});

export const auditEntrySchema = z.strictObject({
  id: z.int(),
  at: moment,
  actorKind: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string().nullable(),
  /** Method and path of the route. */
  action: z.string(),
  schoolIds: z.array(z.string()).nullable(),
  target: z
    .string()
    .nullable()
    .meta({
      description:
        'The ids in the path; of people, keys and deleted schools first the name that they had (they ' +
        'may be gone by now), of publications the date from which they hold.',
    }),
  status: z.int(),
});

export const auditListSchema = z.strictObject({
  items: z.array(auditEntrySchema),
  /** For `?cursor=` of the next page; null on the last one. */
  next: z.int().nullable(),
});

export const doneSchema = z.strictObject({ done: z.literal(true) });

/** Names in the OpenAPI document. */
export const rightsSchemas = {
  Me: meSchema,
  Login: loginSchema,
  LinkUse: linkUseSchema,
  PasswordChange: passwordChangeSchema,
  Person: personSchema,
  PersonList: personListSchema,
  NewPerson: newPersonSchema,
  Roles: rolesSchema,
  Link: linkSchema,
  ApiKey: apiKeySchema,
  ApiKeyList: apiKeyListSchema,
  NewApiKey: newApiKeySchema,
  MadeApiKey: madeApiKeySchema,
  School: schoolSchema,
  SchoolList: schoolListSchema,
  Publish: publishSchema,
  Publication: publicationSchema,
  PublicationList: publicationListSchema,
  AuditEntry: auditEntrySchema,
  AuditList: auditListSchema,
  Done: doneSchema,
} as const;
