import { describe, it } from '@jest/globals';
import { given } from '@jwg/event-sourcing/spec';
import { context, focalPoint, forumHistory, institutions, recorder, sample, samples, secretariat } from '../samples.js';
import { forum, type ForumCommand } from './decide.js';

const clerk = context(recorder);
const reason = 'An example of a reason';
const establish: ForumCommand = { type: 'EstablishForum', data: samples.ForumEstablished };
const dormant: ForumCommand = { type: 'MarkForumDormant', data: samples.ForumMarkedDormant };
const revive: ForumCommand = { type: 'ReviveForum', data: samples.ForumRevived };
const register = (institution: string, side: string, en: string): ForumCommand => ({
  type: 'RegisterInstitution',
  data: { institution, side, name: { en } },
});
const rename = (institution: string, name: Record<string, string>): ForumCommand => ({
  type: 'RenameInstitution',
  data: { institution, name },
});
const succeed = (institution: string, by: string): ForumCommand => ({
  type: 'SucceedInstitution',
  data: { institution, by, reason },
});
const designate = (side: string): ForumCommand => ({
  type: 'DesignateCoChair',
  data: { ...samples.CoChairDesignated, side },
});
const nominate = (institution: string): ForumCommand => ({
  type: 'NominateFocalPoint',
  data: { ...samples.FocalPointNominated, institution },
});
const release: ForumCommand = { type: 'ReleaseFocalPoint', data: samples.FocalPointReleased };
const asleep = [...forumHistory, sample('ForumMarkedDormant')] as const;

describe('A forum', () => {
  it('is established', () => given(forum).when(establish, clerk).then(sample('ForumEstablished')));
  it('goes dormant and comes back', () => {
    given(forum, ...forumHistory)
      .when(dormant, clerk)
      .then(sample('ForumMarkedDormant'));
    given(forum, ...asleep)
      .when(revive, clerk)
      .then(sample('ForumRevived'));
    given(forum, ...asleep, sample('ForumRevived'))
      .when(dormant, clerk)
      .then(sample('ForumMarkedDormant'));
  });
  it('has institutions registered, whatever their id', () => {
    for (const institution of ['pk-new', 'constructor'])
      given(forum, ...forumHistory)
        .when(register(institution, 'PK', 'New'), clerk)
        .then({ type: 'InstitutionRegistered', data: { institution, side: 'PK', name: { en: 'New' } } });
  });
  it('has institutions renamed', () =>
    given(forum, ...forumHistory)
      .when(rename('pk-stza', samples.InstitutionRenamed.to), clerk)
      .then(sample('InstitutionRenamed')));
  it('has one institution succeed another', () =>
    given(forum, ...forumHistory)
      .when(succeed('pk-psf', 'pk-most'), clerk)
      .then({ type: 'InstitutionSucceeded', data: { institution: 'pk-psf', by: 'pk-most', reason } }));
  it('has co-chairs designated', () =>
    given(forum, ...forumHistory)
      .when(designate('PK'), clerk)
      .then(sample('CoChairDesignated')));
  it('has focal points nominated and released', () => {
    given(forum, ...forumHistory)
      .when(nominate('pk-most'), clerk)
      .then(sample('FocalPointNominated'));
    given(forum, ...forumHistory, sample('FocalPointNominated'))
      .when(release, clerk)
      .then(sample('FocalPointReleased'));
    given(forum, ...forumHistory, sample('FocalPointNominated'), sample('FocalPointReleased'))
      .when(nominate('pk-most'), clerk)
      .then(sample('FocalPointNominated'));
  });

  it.each([
    ['put to sleep', asleep, dormant],
    ['revived', forumHistory, revive],
    ['told of the same institution', forumHistory, register('pk-stza', 'PK', institutions['pk-stza'])],
    ['told of the same name', forumHistory, rename('pk-stza', { en: institutions['pk-stza'] })],
    ['told of the same successor', [...forumHistory, sample('InstitutionSucceeded')], succeed('pk-psf', 'pk-most')],
    ['told of the same co-chair', [...forumHistory, sample('CoChairDesignated')], designate('PK')],
    ['told of the same focal point', [...forumHistory, sample('FocalPointNominated')], nominate('pk-most')],
  ] as const)('is not %s twice', (_, history, command) =>
    given(forum, ...history)
      .when(command, clerk)
      .thenNothing(),
  );
  it('compares names in all languages, in any order', () => {
    const both = { en: 'New', ur: 'نیا' };
    const renamed = sample('InstitutionRenamed', { to: both });
    given(forum, ...forumHistory, renamed)
      .when(rename('pk-stza', { ur: both.ur, en: both.en }), clerk)
      .thenNothing();
    given(forum, ...forumHistory, renamed)
      .when(rename('pk-stza', { en: 'New' }), clerk)
      .then({ type: 'InstitutionRenamed', data: { institution: 'pk-stza', from: both, to: { en: 'New' } } });
  });

  it('is established once', () =>
    given(forum, ...forumHistory)
      .when(establish, clerk)
      .thenRefused('FORUM_EXISTS'));
  it('is established only by one of the sides that it names', () => {
    given(forum)
      .when(establish, context(secretariat('CN')))
      .then(sample('ForumEstablished'));
    given(forum)
      .when(establish, context(secretariat('ZZ')))
      .thenRefused('OTHER_SIDE');
  });
  it('has two sides', () => {
    const [side] = samples.ForumEstablished.sides;
    given(forum)
      .when({ type: 'EstablishForum', data: { ...samples.ForumEstablished, sides: [side!, side!] } }, clerk)
      .thenRefused('SIDES_NOT_TWO');
  });
  it.each([
    dormant,
    revive,
    register('pk-new', 'PK', 'New'),
    rename('pk-stza', { en: 'a' }),
    succeed('pk-psf', 'pk-most'),
    designate('PK'),
    nominate('pk-most'),
    release,
  ])('has to be established before $type', (command) => given(forum).when(command, clerk).thenRefused('UNKNOWN_FORUM'));
  it.each([register('pk-new', 'XX', 'New'), designate('XX')])('refuses a third side in $type', (command) =>
    given(forum, ...forumHistory)
      .when(command, clerk)
      .thenRefused('UNKNOWN_SIDE'),
  );
  it.each([
    rename('pk-nobody', { en: 'a' }),
    succeed('pk-nobody', 'pk-most'),
    succeed('pk-psf', 'pk-nobody'),
    nominate('pk-nobody'),
  ])('refuses an unknown institution in $type', (command) =>
    given(forum, ...forumHistory)
      .when(command, clerk)
      .thenRefused('UNKNOWN_INSTITUTION'),
  );
  it('refuses to register an institution again on another side or under another name', () => {
    given(forum, ...forumHistory)
      .when(register('pk-stza', 'PK', 'Another'), clerk)
      .thenRefused('INSTITUTION_EXISTS');
    given(forum, ...forumHistory)
      .when(register('pk-stza', 'CN', institutions['pk-stza']), clerk)
      .thenRefused('INSTITUTION_EXISTS');
  });
  it('has no institution succeed itself', () =>
    given(forum, ...forumHistory)
      .when(succeed('pk-psf', 'pk-psf'), clerk)
      .thenRefused('SUCCEEDS_ITSELF'));
  it('has no institution of the other side as a successor', () =>
    given(forum, ...forumHistory)
      .when(succeed('pk-psf', 'cn-most'), clerk)
      .thenRefused('OTHER_SIDE'));
  it('has one successor of each institution, which must not have a successor itself', () => {
    const succeeded = [...forumHistory, sample('InstitutionSucceeded')];
    given(forum, ...succeeded)
      .when(succeed('pk-psf', 'pk-hec'), clerk)
      .thenRefused('ALREADY_SUCCEEDED');
    given(forum, ...succeeded)
      .when(succeed('pk-hec', 'pk-psf'), clerk)
      .thenRefused('ALREADY_SUCCEEDED');
  });
  it('nominates nobody for an institution that another one succeeded', () =>
    given(forum, ...forumHistory, sample('InstitutionSucceeded'))
      .when(nominate(samples.InstitutionSucceeded.institution), clerk)
      .thenRefused('SUCCEEDED'));
  it('does not release a person who was not nominated', () =>
    given(forum, ...forumHistory)
      .when(release, clerk)
      .thenRefused('NOT_A_FOCAL_POINT'));
  it('takes no commands from a focal point', () =>
    given(forum, ...forumHistory)
      .when(designate('PK'), context(focalPoint('pk-most')))
      .thenRefused('ROLE_MAY_NOT'));
  it('lets each side change only its own institutions', () =>
    given(forum, ...forumHistory)
      .when(designate('CN'), context(secretariat('PK')))
      .thenRefused('OTHER_SIDE'));
});
