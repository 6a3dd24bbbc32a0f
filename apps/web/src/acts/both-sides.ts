import { msg } from '@lingui/core/macro';
import type { Act } from './act.js';
import { day, reason } from './given-fields.js';

/** What takes both sides: the first gives its consent, the second consents to the same. */
export const bothSides: readonly Act[] = [
  {
    command: 'ReviseDueDate',
    path: 'due-date/revision',
    title: msg`Move the due date`,
    send: msg`Consent for our side`,
    fields: [day('to.date', msg`New due date`), reason],
    consent: { to: 'reviseDueDate', words: 'reason' },
  },
  {
    command: 'WithdrawCommitment',
    path: 'withdrawal',
    title: msg`Withdraw the commitment`,
    send: msg`Consent to its withdrawal for our side`,
    fields: [reason],
    consent: { to: 'withdraw', words: 'reason' },
  },
  {
    command: 'LapseCommitment',
    path: 'lapse',
    title: msg`Let it lapse`,
    send: msg`Consent to its lapse for our side`,
    fields: [{ name: 'rule', kind: 'text', label: msg`By what it lapses` }],
    consent: { to: 'lapse', words: 'rule' },
  },
  {
    command: 'ReopenCommitment',
    path: 'reopening',
    title: msg`Reopen`,
    send: msg`Consent to its reopening for our side`,
    fields: [reason],
    consent: { to: 'reopen', words: 'reason' },
  },
];
