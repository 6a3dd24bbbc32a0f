import { msg } from '@lingui/core/macro';
import type { Field } from './act.js';

export const cause = (label: Field['label']): Field => ({ name: 'cause', kind: 'text', label });
export const reason: Field = { name: 'reason', kind: 'text', label: msg`Why` };
export const evidence = (isOptional?: true): Field => ({
  name: 'evidence',
  kind: 'evidence',
  label: msg`Evidence`,
  hint: msg`A document, a report or an address that the other side can check.`,
  isOptional,
});
export const remarks: Field = { name: 'remarks', kind: 'text', label: msg`Remarks`, isOptional: true };
export const day = (name: string, label: Field['label']): Field => ({
  name,
  kind: 'day',
  label,
  hint: msg`Day and month may stay empty where only the year is known.`,
});
