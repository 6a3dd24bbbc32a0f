import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { internally } from '../internal.js';
import { context, forumHistory, secretariat } from '../samples.js';
import { forum } from './decide.js';

describe('Internal to one side,', () => {
  it('nothing about the forum itself is recorded', () =>
    given(internally(forum), ...forumHistory)
      .when(
        { type: 'NominateFocalPoint', data: { institution: 'pk-stza', person: 'An example' } },
        context(secretariat('PK')),
      )
      .thenRefused('INTERNAL_NOT_POSSIBLE'));
});
