import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, forumHistory, recorder, sample, samples, secretariat, storedSample, uuid } from '../samples.js';
import { forum, type ForumCommand } from './decide.js';
import type { ForumEvent } from './events.js';

const eventId = uuid(7);
const reason = 'An example of a reason';
const correct = (field: string, value: unknown): ForumCommand => ({
  type: 'CorrectForum',
  data: { eventId, field, new: value, reason },
});
const about = (type: ForumEvent['type'], actor = recorder) =>
  context(actor, { history: [{ ...storedSample(type), id: eventId }] });
const corrected = (data: Partial<(typeof samples)['ForumCorrected']>) =>
  sample('ForumCorrected', { eventId, reason, institution: undefined, ...data });

describe('A name that was misspelt', () => {
  const name = { en: 'Special Technology Zones Authority (STZA)' };
  const institution = corrected({
    institution: 'pk-stza',
    field: 'name',
    old: samples.InstitutionRegistered.name,
    new: name,
  });

  it('is corrected, and holds from then on wherever names are compared', () => {
    given(forum, ...forumHistory)
      .when(correct('name', name), about('InstitutionRegistered'))
      .then(institution);
    given(forum, ...forumHistory, institution)
      .when({ type: 'RenameInstitution', data: { institution: 'pk-stza', name } }, context(recorder))
      .thenNothing();
  });
  it('may be that of the forum, of its instrument, or of a co-chair', () => {
    given(forum, ...forumHistory)
      .when(correct('instrument', 'Memorandum'), about('ForumEstablished'))
      .then(corrected({ field: 'instrument', old: samples.ForumEstablished.instrument, new: 'Memorandum' }));
    given(forum, ...forumHistory, sample('CoChairDesignated'))
      .when(correct('name', 'Humaira Ahmad'), about('CoChairDesignated'))
      .then(corrected({ side: 'PK', field: 'name', old: 'Humaira Ahmed', new: 'Humaira Ahmad' }));
  });
  it('is corrected for its own side only, and not to the same', () => {
    given(forum, ...forumHistory)
      .when(correct('name', name), about('InstitutionRegistered', secretariat('CN')))
      .thenRefused('OTHER_SIDE');
    given(forum, ...forumHistory)
      .when(correct('name', samples.InstitutionRegistered.name), about('InstitutionRegistered'))
      .thenNothing();
  });
  it('is found only where there is one', () => {
    given(forum, ...forumHistory)
      .when(correct('name', name), context(recorder))
      .thenRefused('UNKNOWN_EVENT');
    given(forum, ...forumHistory)
      .when(correct('side', 'CN'), about('InstitutionRegistered'))
      .thenRefused('NOT_CORRECTABLE');
    given(forum, ...forumHistory)
      .when(correct('name', 'no text by language'), about('InstitutionRegistered'))
      .thenRefused('NOT_CORRECTABLE');
  });
});
