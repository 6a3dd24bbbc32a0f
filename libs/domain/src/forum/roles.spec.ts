import { describe } from '@jest/globals';
import { forumHistory, sample, samples, storedSample, uuid } from '../samples.js';
import { describeRoles, type Rows, type Who } from '../testing/roles.js';
import { forum, type ForumCommand } from './decide.js';
import type { ForumEvent } from './events.js';

const reason = 'An example of a reason';
const house: Who[] = ['recorder', 'PK', 'CN', 'policy'];
/** What a side does in its own house; here PK. */
const ofPK = { given: forumHistory, may: ['recorder', 'PK', 'policy'] as Who[], otherwise: { CN: 'OTHER_SIDE' } };

const rows: Rows<ForumEvent, ForumCommand> = {
  EstablishForum: { data: samples.ForumEstablished, may: house },
  MarkForumDormant: { given: forumHistory, data: { reason }, may: house },
  ReviveForum: { given: [...forumHistory, sample('ForumMarkedDormant')], data: { reason }, may: house },
  RegisterInstitution: { ...ofPK, data: { institution: 'pk-new', side: 'PK', name: { en: 'New' } } },
  RenameInstitution: { ...ofPK, data: { institution: 'pk-stza', name: { en: 'Renamed' } } },
  SucceedInstitution: { ...ofPK, data: samples.InstitutionSucceeded },
  CorrectForum: {
    ...ofPK,
    data: { eventId: uuid(7), field: 'name', new: { en: 'Corrected' }, reason },
    more: { history: [{ ...storedSample('InstitutionRegistered'), id: uuid(7) }] },
  },
  DesignateCoChair: { ...ofPK, data: samples.CoChairDesignated },
  NominateFocalPoint: { ...ofPK, data: samples.FocalPointNominated },
  ForgetPerson: {
    given: forumHistory,
    data: samples.PersonForgotten,
    may: ['recorder', 'policy'],
    otherwise: { ZZ: 'OTHER_SIDE' },
  },
  AddVerb: {
    given: forumHistory,
    data: samples.VerbAdded,
    may: ['recorder', 'policy'],
    otherwise: { ZZ: 'OTHER_SIDE' },
  },
  ReleaseFocalPoint: {
    ...ofPK,
    given: [...forumHistory, sample('FocalPointNominated')],
    data: samples.FocalPointReleased,
  },
};

describe('A forum', () => describeRoles(forum, rows));
