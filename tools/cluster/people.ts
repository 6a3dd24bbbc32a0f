import type { Actor } from '@jwg/domain';

/** The people who get a token for a cluster on this machine. */
export const people = {
  recorder: { id: 'recorder', role: 'recorder' },
  pk: { id: 'secretariat of Pakistan', role: 'secretariat', side: 'PK' },
  cn: { id: 'secretariat of China', role: 'secretariat', side: 'CN' },
  pkChair: { id: 'co-chair of Pakistan', role: 'coChair', side: 'PK' },
  cnChair: { id: 'co-chair of China', role: 'coChair', side: 'CN' },
  stza: { id: 'focal point of STZA', role: 'focalPoint', side: 'PK', institution: 'pk-stza' },
  auditor: { id: 'auditor', role: 'auditor' },
  service: { id: 'service', role: 'service' },
} satisfies Record<string, Actor>;
