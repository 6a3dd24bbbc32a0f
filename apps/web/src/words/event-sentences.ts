import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CommitmentKinds, Entry, EntryType } from './entry.js';
import { toldIn } from './entry.js';
import { fuller, meetingSentences } from './meeting-sentences.js';
import { statementSentences } from './statement-verbs.js';

/** One whole sentence for each kind of event of a commitment; `{who}` and the like are put in. */
const sentences: Readonly<Record<CommitmentKinds, MessageDescriptor>> = {
  ...statementSentences,
  CommitmentRegistered: msg({ message: '{who} brought it up' }),
  CommitmentAccepted: msg({ message: 'The proposal was accepted' }),
  CommitmentAdopted: msg({
    message: 'Both sides had signed one text in which it stands: version {version} of the minutes',
  }),
  CommitmentAdoptedWithChanges: msg({
    message: 'Both sides had signed one text in which it stands with changes: version {version} of the minutes',
  }),
  AdoptionConfirmed: msg({ message: 'Both sides signed another text in which it stands: version {version}' }),
  CommitmentNotAdopted: msg({ message: 'It was not adopted: {reason}' }),
  ResponsibilityAssigned: msg({ message: '{institution} was named for it' }),
  ResponsibilityReassigned: msg({ message: '{to} took the place of {from}: {reason}' }),
  DueDateSet: msg({ message: '{who}: due date set, {due}' }),
  DueDateRevised: msg({ message: '{who}: due date moved, {from} → {to}' }),
  MilestoneDefined: msg({ message: '{who} set a milestone: {title}' }),
  MilestoneReached: msg({ message: '{who} reported that a milestone was reached on {on}: {milestone}' }),
  WorkStarted: msg({ message: '{who}: work began. {cause}' }),
  ProgressReported: msg({ message: '{who} reported progress' }),
  ProgressAssessed: msg({ message: '{who} assessed it: {rating}' }),
  CommitmentBlocked: msg({ message: '{who} put it on hold: {cause}' }),
  CommitmentUnblocked: msg({ message: '{who}: the work goes on' }),
  CompletionReported: msg({ message: '{who} reported completion' }),
  CompletionConfirmed: msg({ message: '{who} confirmed the completion' }),
  CompletionNotAccepted: msg({ message: '{who} did not accept the completion: {reason}' }),
  CommitmentCarriedOver: msg({ message: '{who} carried it over to session {toSession}' }),
  CommitmentDeferred: msg({ message: '{who} put it off until {to}' }),
  CommitmentReferred: msg({ message: '{who} referred it to {toForum}' }),
  ReferralReturned: msg({ message: '{fromForum} returned it' }),
  CommitmentSuperseded: msg({ message: '{who}: others took its place' }),
  CommitmentWithdrawn: msg({ message: '{who} withdrew it: {reason}' }),
  CommitmentLapsed: msg({ message: '{who} let it lapse' }),
  CommitmentReopened: msg({ message: '{who} reopened it: {reason}' }),
  ConsentGiven: msg({ message: '{who} consented, for its own side' }),
  EvidenceAttached: msg({ message: '{who} attached evidence' }),
  EvidenceRetracted: msg({ message: '{who} retracted evidence: {reason}' }),
  ReminderIssued: msg({ message: '{who} reminded of it: {regarding}' }),
  OutcomeWaits: msg({ message: 'What the session said cannot apply yet' }),
  EffectMoved: msg`What it rests on was said in another session than was entered`,
  EffectNotApplied: msg({ message: 'What was said did not take effect: {refusal}' }),
  EffectTakenBack: msg({ message: 'What a session had led to was taken back: {reason}' }),
  EntryCorrected: msg({ message: '{who} corrected what was entered: {reason}' }),
  EntryWithdrawn: msg({ message: '{who} withdrew an entry: {reason}' }),
  MinutesEnteredIntoEffect: msg({ message: 'Both sides had signed version {version} of the minutes' }),
  RecordCorrected: msg({ message: '{who} corrected what was recorded: {reason}' }),
  RecordAnnulled: msg({ message: '{who} annulled what was recorded: {reason}' }),
};

const legacy = msg({ message: 'Entered as a commitment that is older than any session recorded here' });
const proposed = msg({ message: '{who} proposed it' });
const firstDate = msg({ message: '{who}: due date set, {to}' });
const percent = msg({ message: '{who} reported progress: {percent} % is done' });
const corrected = msg({ message: 'What was entered was corrected: {reason}' });
const withdrawn = msg({ message: 'What was entered was withdrawn: {reason}' });
const all: Readonly<Record<EntryType, MessageDescriptor>> = { ...meetingSentences, ...sentences };

/** The sentence of an event; those whose data leave something out have another one. */
export const sentenceOf = (entry: Entry): MessageDescriptor => {
  const told = toldIn(entry);
  if (entry.type === 'CommitmentRegistered' && told.legacy) return legacy;
  if (entry.type === 'CommitmentRegistered' && told.adoption === 'proposed') return proposed;
  if (entry.type === 'DueDateRevised' && told.from === undefined) return firstDate;
  if (entry.type === 'ProgressReported' && told.percent !== undefined) return percent;
  if (entry.actor.role === 'policy' && entry.type === 'EntryCorrected') return corrected;
  if (entry.actor.role === 'policy' && entry.type === 'EntryWithdrawn') return withdrawn;
  if (entry.type === 'SessionScheduled' && told.plannedOn !== undefined) return fuller.scheduledFor;
  if (entry.type === 'NextSessionFixed' && told.plannedOn !== undefined) return fuller.nextFixedFor;
  if (entry.type === 'MinutesTextAgreed' && told.side !== undefined) return fuller.agreedBySide;
  return all[entry.type];
};
