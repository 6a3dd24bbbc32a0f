import { msg } from '@lingui/core/macro';
import type { Act } from './act.js';
import { bothSides } from './both-sides.js';
import { cause, day, evidence, reason, remarks } from './given-fields.js';

/** The most frequent of all; a focal point's board offers it in each row. */
export const reportProgress: Act = {
  command: 'ReportProgress',
  path: 'progress-reports',
  title: msg`Report progress`,
  send: msg`Report`,
  fields: [
    {
      name: 'narrative',
      kind: 'text',
      label: msg`What has been done`,
      hint: msg`One or two sentences that the other side can check.`,
    },
    { name: 'percent', kind: 'percent', label: msg`Done, in %`, isOptional: true },
    evidence(true),
  ],
};

/** The everyday acts of focal points and secretariats on one commitment, in the order in which they are offered. */
export const acts: readonly Act[] = [
  reportProgress,
  {
    command: 'ReportCompletion',
    path: 'completion',
    title: msg`Report completion`,
    send: msg`Report as complete`,
    fields: [day('completedOn', msg`Completed on`), evidence()],
    first: {
      lifts: 'ON_HOLD',
      command: 'UnblockCommitment',
      send: msg`Say that work goes on, then report completion`,
    },
  },
  {
    command: 'StartWork',
    path: 'start',
    title: msg`Start work`,
    send: msg`Record that work started`,
    fields: [cause(msg`What started it`)],
  },
  {
    command: 'BlockCommitment',
    path: 'block',
    title: msg`Put on hold`,
    send: msg`Record that it is on hold`,
    fields: [
      cause(msg`What holds it up`),
      { name: 'waitingFor', kind: 'line', label: msg`What it waits for`, isOptional: true },
    ],
  },
  {
    command: 'UnblockCommitment',
    path: 'block/removal',
    title: msg`Work goes on`,
    send: msg`Record that work goes on`,
    fields: [remarks],
  },
  {
    command: 'AttachEvidence',
    path: 'evidence',
    title: msg`Add evidence`,
    send: msg`Add it`,
    fields: [{ ...evidence(), kind: 'document' }],
  },
  {
    command: 'WithdrawEntry',
    path: 'entries/withdrawal',
    title: msg`Withdraw an entry`,
    send: msg`Withdraw it`,
    fields: [{ name: 'eventId', kind: 'entry', label: msg`Which entry` }, reason],
  },
  {
    command: 'ConfirmCompletion',
    path: 'completion/confirmation',
    title: msg`Confirm completion`,
    send: msg`Confirm for our side`,
    fields: [],
  },
  {
    command: 'RejectCompletion',
    path: 'completion/rejection',
    title: msg`Do not accept`,
    send: msg`Record that it is not accepted`,
    fields: [reason],
  },
  {
    command: 'AssessProgress',
    path: 'assessments',
    title: msg`Assess`,
    send: msg`Record our assessment`,
    fields: [{ name: 'rating', kind: 'rating', label: msg`How it goes` }, remarks],
  },
  {
    command: 'SetDueDate',
    path: 'due-date',
    title: msg`Set a due date`,
    send: msg`Set it`,
    fields: [day('due.date', msg`Due`)],
  },
  {
    command: 'AssignResponsibility',
    path: 'responsibilities',
    title: msg`Name who is responsible`,
    send: msg`Name it`,
    fields: [
      { name: 'institution', kind: 'institution', label: msg`Institution` },
      { name: 'part', kind: 'part', label: msg`Its part` },
    ],
  },
  {
    command: 'ReassignResponsibility',
    path: 'responsibilities/reassignment',
    title: msg`Hand over responsibility`,
    send: msg`Hand it over`,
    fields: [
      { name: 'from', kind: 'institution', label: msg`From` },
      { name: 'to', kind: 'institution', label: msg`To` },
      { name: 'part', kind: 'part', label: msg`Its part` },
      reason,
    ],
  },
  ...bothSides,
];
