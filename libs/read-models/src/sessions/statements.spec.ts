import { describe, it } from '@jest/globals';
import { samples, stored, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { cite } from '../events/citation.js';
import { statements } from './statements.js';

const noted = storedSample('MatterNoted', {}, 1);
const corrected = (field: string, value: unknown) =>
  storedSample('RecordCorrected', { eventId: noted.id, field, old: null, new: value }, 2);
const correction = (field: string, value: unknown) => ({
  ...cite(corrected(field, value)),
  corrects: noted.id,
  field,
  old: null,
  new: value,
  reason: samples.RecordCorrected.reason,
});

describe('The projection of statements', () => {
  it('makes a row of each statement, by the id of its event', () => {
    const { text, speaker } = samples.DecisionTaken;
    const decision = storedSample('DecisionTaken');
    given(statements)
      .when(decision)
      .then({
        [decision.id]: {
          ...cite(decision),
          id: 'cpec-jwg-st.2.s8',
          session: 'cpec-jwg-st.2',
          type: 'DecisionTaken',
          class: 'operative',
          text,
          speaker,
          refersTo: [],
          undertakings: ['cpec-jwg-st.2.c1', 'cpec-jwg-st.2.c2'],
          about: [],
          corrections: [],
          additions: [],
        },
      });
  });

  it('keeps the paragraph and what it refers to, where they are known', () => {
    const { statementId: id, text, speaker, paragraph } = samples.MatterNoted;
    const event = storedSample('MatterNoted', { refersTo: ['CPEC'] });
    given(statements)
      .when(event)
      .then({
        [event.id]: {
          ...cite(event),
          id,
          session: 'cpec-jwg-st.2',
          type: 'MatterNoted',
          class: 'informational',
          paragraph,
          text,
          speaker,
          refersTo: ['CPEC'],
          undertakings: [],
          about: [],
          corrections: [],
          additions: [],
        },
      });
  });

  it('names the commitment that a review is about, and what the session did to it', () => {
    const review = storedSample('CommitmentReviewed', { commitmentId: 'f.1.c2', outcome: 'deferred', refersTo: [] });
    const { statementId: id, text, speaker } = samples.CommitmentReviewed;
    given(statements)
      .when(review)
      .then({
        [review.id]: {
          ...cite(review),
          id,
          session: 'cpec-jwg-st.2',
          type: 'CommitmentReviewed',
          class: 'operative',
          text,
          speaker,
          refersTo: [],
          undertakings: [],
          about: [{ commitment: 'f.1.c2', did: 'deferred' }],
          corrections: [],
          additions: [],
        },
      });
  });

  it('shows the corrected text or paragraph, and keeps the correction', () => {
    given(statements, noted)
      .when(corrected('text', { en: 'Better' }))
      .thenChanged({
        [noted.id]: { text: { en: 'Better' }, isCorrected: true, corrections: [correction('text', { en: 'Better' })] },
      });
    given(statements, noted)
      .when(corrected('paragraph', '5'))
      .thenChanged({ [noted.id]: { paragraph: '5', isCorrected: true, corrections: [correction('paragraph', '5')] } });
  });

  it('keeps a correction of another field beside the row, which otherwise stays as it is', () =>
    given(statements, noted)
      .when(corrected('venue', 'Beijing'))
      .thenChanged({ [noted.id]: { isCorrected: true, corrections: [correction('venue', 'Beijing')] } }));

  it('says why a statement was annulled', () => {
    const annulled = storedSample('RecordAnnulled', { eventId: noted.id }, 2);
    given(statements, noted)
      .when(annulled)
      .thenChanged({ [noted.id]: { annulled: { reason: samples.RecordAnnulled.reason, ...cite(annulled) } } });
  });

  it('is not changed when what is corrected or annulled is no statement', () => {
    given(statements).when(storedSample('RecordCorrected')).thenNothing();
    given(statements).when(storedSample('RecordAnnulled')).thenNothing();
  });

  it('takes no notice of what is no statement, nor of a statement in a stream of another kind', () => {
    given(statements).when(storedSample('SessionOpened')).thenNothing();
    given(statements).when(storedSample('WorkStarted')).thenNothing();
    given(statements)
      .when(stored({ type: 'MatterNoted', data: samples.MatterNoted }, 'commitment-cpec-jwg-st.2.c1'))
      .thenNothing();
  });
});
