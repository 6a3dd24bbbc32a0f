import { describe, it } from '@jest/globals';
import { samples, stored, storedSample } from '@jwg/domain/samples';
import { given } from '@jwg/event-sourcing/spec';
import { cite } from '../events/citation.js';
import { forums } from './projection.js';

const id = 'cpec-jwg-st';
const established = storedSample('ForumEstablished');
const registered = storedSample('InstitutionRegistered', {}, 1);
const ofMost = { institution: 'pk-stza', person: 'example-person' };
const { forum: _, ...forum } = samples.ForumEstablished;
const { institution: __, ...stza } = samples.InstitutionRegistered;
const institution = { id: 'pk-stza', ...stza, formerNames: [], focalPoints: [], visibility: 'public' } as const;

describe('The projection of forums', () => {
  it('begins a row when the forum is established', () =>
    given(forums)
      .when(established)
      .then({ [id]: { id, ...forum, institutions: [], coChairs: [], established: cite(established) } }));

  it('shows since when and why the forum is dormant, until it is revived', () => {
    const dormant = storedSample('ForumMarkedDormant', {}, 1);
    given(forums, established)
      .when(dormant)
      .thenChanged({ [id]: { dormant: { ...samples.ForumMarkedDormant, ...cite(dormant) } } });
    given(forums, established, dormant)
      .when(storedSample('ForumRevived', {}, 2))
      .thenChanged({ [id]: { dormant: undefined } });
  });

  it('adds an institution, once', () => {
    given(forums, established)
      .when(registered)
      .thenChanged({ [id]: { institutions: [institution] } });
    given(forums, established, registered)
      .when(storedSample('InstitutionRegistered', { acronym: 'Z' }, 2))
      .thenChanged({ [id]: { institutions: [{ ...institution, acronym: 'Z' }] } });
  });

  it('shows the right name of what was misspelt, and calls the wrong one no former name', () => {
    const name = { en: 'Right' };
    given(forums, established, registered)
      .when(storedSample('ForumCorrected', { new: name }, 2))
      .thenChanged({ [id]: { institutions: [{ ...institution, name }] } });
    given(forums, established, registered)
      .when(storedSample('ForumCorrected', { institution: undefined, new: name }, 2))
      .thenChanged({ [id]: { name } });
    given(forums, established, storedSample('CoChairDesignated', {}, 1))
      .when(
        storedSample('ForumCorrected', { institution: undefined, side: 'PK', field: 'office', new: 'Secretary' }, 2),
      )
      .thenChanged({
        [id]: { coChairs: [{ ...samples.CoChairDesignated, office: 'Secretary', visibility: 'public' }] },
      });
  });

  it('keeps the former names of an institution', () =>
    given(forums, established, registered)
      .when(storedSample('InstitutionRenamed', {}, 2))
      .thenChanged({
        [id]: { institutions: [{ ...institution, name: samples.InstitutionRenamed.to, formerNames: [stza.name] }] },
      }));

  it('names the successor of an institution', () =>
    given(forums, established, registered)
      .when(storedSample('InstitutionSucceeded', { institution: 'pk-stza', by: 'pk-most' }, 2))
      .thenChanged({ [id]: { institutions: [{ ...institution, succeededBy: 'pk-most' }] } }));

  it('knows one co-chair for each side', () => {
    const ofPK = { ...samples.CoChairDesignated, visibility: 'public' } as const;
    const ofCN = { ...ofPK, side: 'CN' };
    const designated = storedSample('CoChairDesignated', {}, 1);
    given(forums, established)
      .when(designated)
      .thenChanged({ [id]: { coChairs: [ofPK] } });
    given(forums, established, designated, storedSample('CoChairDesignated', { side: 'CN' }, 2))
      .when(storedSample('CoChairDesignated', { name: 'Her successor' }, 3))
      .thenChanged({ [id]: { coChairs: [ofCN, { ...ofPK, name: 'Her successor' }] } });
  });

  it('knows the focal points of an institution while they are in office', () => {
    const nominated = storedSample('FocalPointNominated', ofMost, 2);
    given(forums, established, registered)
      .when(nominated)
      .thenChanged({ [id]: { institutions: [{ ...institution, focalPoints: ['example-person'] }] } });
    given(forums, established, registered, nominated)
      .when(storedSample('FocalPointReleased', ofMost, 3))
      .thenChanged({ [id]: { institutions: [institution] } });
  });

  it('has the verbs that the forum added to the lexicon', () =>
    given(forums, established)
      .when(storedSample('VerbAdded', {}, 1))
      .thenChanged({ [id]: { verbs: [samples.VerbAdded] } }));

  it('is not changed by an event about an institution that it does not know', () => {
    for (const type of [
      'InstitutionRenamed',
      'InstitutionSucceeded',
      'FocalPointNominated',
      'FocalPointReleased',
    ] as const)
      given(forums, established)
        .when(storedSample(type, {}, 1))
        .thenNothing();
  });

  it('makes no row of what follows where no forum was established', () => {
    for (const type of [
      'ForumMarkedDormant',
      'ForumRevived',
      'InstitutionRegistered',
      'InstitutionRenamed',
      'CoChairDesignated',
      'VerbAdded',
    ] as const)
      given(forums).when(storedSample(type)).thenNothing();
  });

  it('takes no notice of events in the streams of sessions and commitments', () => {
    given(forums, established)
      .when(storedSample('SessionScheduled', {}, 1))
      .thenNothing();
    given(forums, established)
      .when(stored({ type: 'ForumMarkedDormant', data: samples.ForumMarkedDormant }, `session-${id}.2`, 1))
      .thenNothing();
  });
});
