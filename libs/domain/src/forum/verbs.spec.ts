import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, forumHistory, recorder, sample, samples } from '../samples.js';
import { forum, type ForumCommand } from './decide.js';

const clerk = context(recorder);
const add = (data: object = {}): ForumCommand => ({ type: 'AddVerb', data: { ...samples.VerbAdded, ...data } });

describe('A forum', () => {
  it('adds a verb of its own, which means what a known one means', () =>
    given(forum, ...forumHistory)
      .when(add(), clerk)
      .then(sample('VerbAdded')));

  it('adds it once', () =>
    given(forum, ...forumHistory, sample('VerbAdded'))
      .when(add({ word: samples.VerbAdded.word.toUpperCase() }), clerk)
      .thenNothing());

  it('may say later that it means something else', () =>
    given(forum, ...forumHistory, sample('VerbAdded'))
      .when(add({ like: 'noted' }), clerk)
      .then({ type: 'VerbAdded', data: { ...samples.VerbAdded, like: 'noted' } }));

  it('has nothing to add that ships with the product', () =>
    given(forum, ...forumHistory)
      .when(add({ word: 'praised', language: 'en', like: 'welcomed' }), clerk)
      .thenNothing());

  it('changes no word that ships with the product', () =>
    given(forum, ...forumHistory)
      .when(add({ word: 'noted', language: 'en', like: 'decided' }), clerk)
      .thenRefused('VERB_EXISTS'));

  it('explains a verb by one that is known', () =>
    given(forum, ...forumHistory)
      .when(add({ like: 'mumbled' }), clerk)
      .thenRefused('UNKNOWN_VERB'));
});
