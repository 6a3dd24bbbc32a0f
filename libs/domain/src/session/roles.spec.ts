import { describe } from '@jest/globals';
import { sample, samples, storedSample } from '../samples.js';
import { describeRoles, type Rows, type Who } from '../testing/roles.js';
import { concluded, drafted, opened, scheduled, spoken } from '../testing/sittings.js';
import { session, type SessionCommand } from './decide.js';
import type { SessionEvent } from './events.js';

const reason = 'An example of a reason';
const house: Who[] = ['recorder', 'PK', 'CN', 'policy'];
const eventId = samples.RecordAnnulled.eventId;
const history = [{ ...storedSample('DecisionTaken'), id: eventId }];
const { statementId } = samples.DecisionTaken;

const rows: Rows<SessionEvent, SessionCommand> = {
  ScheduleSession: { data: samples.SessionScheduled, may: house },
  GiveNumber: { data: { number: 'cpec-jwg-st.2', to: 'cpec-jwg-gwadar.6' }, may: house },
  FreeNumber: { given: [sample('NumberGiven')], data: { from: 'cpec-jwg-gwadar.6' }, may: house },
  RescheduleSession: { given: scheduled, data: { plannedOn: '2022-06' }, may: house },
  PostponeSession: { given: scheduled, data: { reason }, may: house },
  ReinstateSession: { given: [...scheduled, sample('SessionCancelled')], data: { reason }, may: house },
  AnnulSession: { given: scheduled, data: { reason }, may: house },
  CancelSession: { given: scheduled, data: { reason }, may: house },
  AgreeAgenda: { given: scheduled, data: samples.AgendaAgreed, may: house },
  OpenSession: { given: scheduled, data: samples.SessionOpened, may: house },
  RecordHeldSession: { given: scheduled, data: samples.SessionHeld, may: house },
  FixNextSession: { given: opened, data: samples.NextSessionFixed, may: house },
  ConcludeSession: { given: opened, data: samples.SessionConcluded, may: house },
  RecordStatements: {
    given: opened,
    data: {
      session: 'cpec-jwg-st.2',
      statements: [{ type: 'MatterNoted', data: { text: { en: reason }, speaker: { kind: 'joint' }, refersTo: [] } }],
    },
    may: ['recorder', 'policy'],
  },
  DraftMinutes: {
    given: concluded,
    data: { digest: samples.MinutesDrafted.digest, languages: ['en'], statementIds: [], changes: [] },
    may: house,
  },
  CommentMinutes: {
    given: drafted,
    data: { ...samples.MinutesCommented, side: 'PK' },
    may: ['recorder', 'PK', 'coChair'],
    otherwise: { CN: 'OTHER_SIDE', policy: 'OTHER_SIDE' },
  },
  AgreeMinutesText: { given: drafted, data: samples.MinutesTextAgreed, may: house },
  SignMinutes: {
    given: drafted,
    data: samples.MinutesSignedBySide,
    may: ['recorder', 'coChair'],
    otherwise: { policy: 'OTHER_SIDE' },
  },
  CorrectRecord: {
    given: spoken,
    data: { eventId, field: 'text', new: { en: 'Corrected' }, reason },
    more: { history },
    may: ['recorder', 'policy'],
    otherwise: { ZZ: 'OTHER_SIDE' },
  },
  AddText: {
    given: spoken,
    data: { statementId, text: samples.TextAdded.text },
    more: { history },
    may: ['recorder', 'policy'],
  },
  AddSource: {
    given: spoken,
    data: { to: statementId, source: samples.SourceAdded.source },
    more: { history },
    may: ['recorder', 'policy'],
  },
  MoveStatements: {
    given: spoken,
    data: { statementIds: [statementId], to: 'cpec-jwg-st.3', reason },
    more: {
      history,
      sessions: { 'cpec-jwg-st.3': { phase: 'open' } },
    },
    may: ['recorder', 'policy'],
  },
  TakeOverStatement: {
    given: opened,
    data: {
      said: sample('MatterNoted'),
      from: { statementId: 'cpec-jwg-st.1.s1', eventId, brings: [] },
      renumbered: {},
    },
    may: ['recorder', 'policy'],
  },
  AnnulRecord: { given: spoken, data: { eventId, reason }, more: { history }, may: ['recorder', 'policy'] },
};

describe('A session', () => describeRoles(session, rows));
