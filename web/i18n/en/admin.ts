import type { admin as zh } from '../zh/admin.ts';

/** Words in English: administration. */
export const admin: typeof zh = {
  admin: {
    title: 'Admin',
    users: 'Users',
    keys: 'API keys',
    schools: 'Schools',
    queue: 'Queue',
    audit: 'Audit log',
    service: 'Service',
    ready: 'fine',
    notReady: 'not fine',
    part: 'Part',
  },
};
