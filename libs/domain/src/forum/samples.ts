import type { ForumEvent } from './events.js';

/** Facts of the JWG on Science and Technology. What no report says is marked as an example. */
export const forumSamples: { [E in ForumEvent as E['type']]: E['data'] } = {
  ForumEstablished: {
    forum: 'cpec-jwg-st',
    name: { en: 'Joint Working Group on Science and Technology' },
    level: 'workingGroup',
    parent: 'cpec-jcc',
    establishedOn: '2020-03-17',
    instrument: 'Memorandum of understanding signed in Beijing',
    sides: [
      { side: 'PK', name: { en: 'Pakistan' }, lead: 'pk-most' },
      { side: 'CN', name: { en: 'China', zh: '中国' }, lead: 'cn-most' },
    ],
  },
  ForumMarkedDormant: { reason: 'An example: no session is planned.' },
  ForumRevived: { reason: 'An example: both sides agreed to meet again.' },
  InstitutionRegistered: {
    institution: 'pk-stza',
    side: 'PK',
    name: { en: 'Special Technology Zones Authority' },
    acronym: 'STZA',
  },
  InstitutionRenamed: {
    institution: 'pk-stza',
    from: { en: 'Special Technology Zones Authority' },
    to: { en: 'An example of a new name' },
  },
  InstitutionSucceeded: { institution: 'pk-psf', by: 'pk-most', reason: 'An example: merged into the ministry.' },
  CoChairDesignated: { side: 'PK', name: 'Humaira Ahmed', office: 'Federal Secretary, MoST' },
  ForumCorrected: {
    eventId: '00000000-0000-4000-8000-0000000000ee',
    institution: 'pk-stza',
    field: 'name',
    old: { en: 'Special Tecnology Zones Authority' },
    new: { en: 'Special Technology Zones Authority' },
    reason: 'An example: a spelling.',
  },
  FocalPointNominated: { institution: 'pk-most', person: 'example-person', office: 'An example of an office' },
  FocalPointReleased: { institution: 'pk-most', person: 'example-person', reason: 'An example: changed office.' },
  PersonForgotten: { person: 'x7Jm2Qd0aT9-bK4_', reason: 'An example: they asked for it.' },
  VerbAdded: { word: 'würdigten', language: 'de', like: 'praised' },
};
