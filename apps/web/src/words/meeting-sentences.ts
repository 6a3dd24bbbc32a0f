import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { CommitmentKinds, EntryType } from './entry.js';
import { eventNames } from './event-names.js';

type Kinds = Exclude<EntryType, CommitmentKinds>;

/** One whole sentence for each kind of event of a forum or a session, beside what was said: a missing one does not compile. */
export const meetingSentences: Readonly<Record<Kinds, MessageDescriptor>> = {
  ForumEstablished: msg({ message: 'The forum was established: {name}' }),
  ForumMarkedDormant: msg({ message: 'The forum was marked dormant: {reason}' }),
  ForumRevived: msg({ message: 'The forum was revived: {reason}' }),
  ForumCorrected: msg({ message: 'What is known of the forum was corrected: {reason}' }),
  InstitutionRegistered: msg({ message: 'An institution of {side} was registered: {name}' }),
  InstitutionRenamed: msg({ message: 'An institution got another name: {from} → {to}' }),
  InstitutionSucceeded: msg({ message: '{successor} took the place of {institution}: {reason}' }),
  CoChairDesignated: msg({ message: '{name}, {office}, was named co-chair of {side}' }),
  FocalPointNominated: msg({ message: '{person} was nominated as focal point of {institution}' }),
  FocalPointReleased: msg({ message: '{person} is no longer focal point of {institution}' }),
  PersonForgotten: msg({ message: 'The name of a person was forgotten: {reason}' }),
  VerbAdded: msg({ message: 'The forum took the verb “{word}” into its lexicon; it means the same as “{like}”' }),
  SessionScheduled: msg({ message: 'Session {ordinal} was scheduled' }),
  NumberGiven: eventNames.NumberGiven,
  SessionRescheduled: msg({ message: 'The session got another day: {plannedOn}' }),
  SessionPostponed: msg({ message: 'The session was postponed: {reason}' }),
  SessionCancelled: msg({ message: 'The session was cancelled: {reason}' }),
  SessionReinstated: msg({ message: 'The session was reinstated: {reason}' }),
  SessionAnnulled: msg({ message: 'The session was annulled: {reason}' }),
  AgendaAgreed: msg({ message: 'The agenda was agreed, with {count, plural, one {# item} other {# items}}' }),
  SessionOpened: msg({ message: 'The session was opened on {openedOn}' }),
  SessionHeld: msg({ message: 'The session was held, on {heldNotAfter} or before' }),
  SessionDated: msg({ message: 'It became known that the session was opened on {openedOn}' }),
  NextSessionFixed: msg({ message: 'The next session was fixed: session {ordinal}' }),
  SessionConcluded: msg({ message: 'The session was concluded on {concludedOn}' }),
  TextAdded: eventNames.TextAdded,
  SourceAdded: msg({ message: 'A further source was added: {reference}' }),
  AdditionAnnulled: msg({ message: 'A further text or source was annulled: {reason}' }),
  MinutesDrafted: msg({
    message:
      'Version {version} of the minutes was drafted, with {count, plural, one {# statement} other {# statements}}',
  }),
  MinutesCommented: msg({ message: '{side} commented on version {version} of the minutes: {comment}' }),
  MinutesTextAgreed: msg({ message: 'Both sides agreed to the text of version {version} of the minutes' }),
  MinutesSignedBySide: msg({ message: '{side} signed version {version} of the minutes on {signedOn}' }),
  SignaturesVoided: msg({ message: 'The signatures under version {version} of the minutes became void' }),
  SignatureAnnulled: msg({ message: 'The signature of {side} under version {version} was annulled: {reason}' }),
  CorrectionAgreedBySide: msg({ message: '{side} agreed to a correction of the signed text: {reason}' }),
  MinutesEffectTakenBack: msg({ message: 'The effect of version {version} of the minutes was taken back: {reason}' }),
  LedgerRead: eventNames.LedgerRead,
};

/** Of events whose data say more than others of their kind do. */
export const fuller = {
  scheduledFor: msg({ message: 'Session {ordinal} was scheduled for {plannedOn}' }),
  nextFixedFor: msg({ message: 'The next session was fixed: session {ordinal}, {plannedOn}' }),
  agreedBySide: msg({ message: '{side} agreed to the text of version {version} of the minutes' }),
} as const;
