import { describe, expect, it } from '@jest/globals';
import { Story } from '../testing/story.js';
import { forumList } from './list.js';

describe('the list of forums', () => {
  it('has each forum with its sides, institutions, co-chairs and whether it is dormant', async () => {
    const stream = 'forum-st';
    const story = new Story().forum('gw').forum('st');
    story.add(stream, 'InstitutionRenamed', { institution: 'pk-hec', from: { en: 'pk-hec' }, to: { en: 'HEC' } });
    story.add(stream, 'InstitutionSucceeded', { institution: 'pk-hec', by: 'pk-most', reason: 'Merged' });
    story.add(stream, 'CoChairDesignated', { side: 'PK', name: 'A', office: 'Secretary' });
    story.add(stream, 'CoChairDesignated', { side: 'PK', name: 'B', office: 'Secretary' });
    story.add(stream, 'FocalPointNominated', { institution: 'cn-cas', person: 'cas-1' });
    story.add(stream, 'FocalPointNominated', { institution: 'cn-cas', person: 'cas-2' });
    story.add(stream, 'FocalPointReleased', { institution: 'cn-cas', person: 'cas-1' });
    story.add(stream, 'ForumMarkedDormant', { reason: 'No session for three years' });
    const { forums, position } = await forumList(story.asked());
    expect(position).toBe(story.at());
    expect(forums.map(({ id }) => id)).toEqual(['gw', 'st']);
    const [, st] = forums;
    expect(st).toMatchObject({
      name: { en: 'st' },
      level: 'workingGroup',
      sides: [{ side: 'PK' }, { side: 'CN' }],
      coChairs: [{ side: 'PK', name: 'B' }],
      dormant: { reason: 'No session for three years' },
    });
    const byId = Object.fromEntries(st!.institutions.map((it) => [it.id, it]));
    expect(byId['pk-hec']).toMatchObject({
      name: { en: 'HEC' },
      formerNames: [{ en: 'pk-hec' }],
      succeededBy: 'pk-most',
    });
    expect(byId['cn-cas']!.focalPoints).toEqual(['cas-2']);
    story.add(stream, 'ForumRevived', { reason: 'Met again' });
    expect((await forumList(story.asked())).forums[1]!.dormant).toBeUndefined();
  });
});
