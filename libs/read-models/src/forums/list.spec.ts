import { describe, expect, it } from '@jest/globals';
import { History } from '../testing/history.js';
import { forumList } from './list.js';

describe('the list of forums', () => {
  it('shows each forum with its sides, institutions and co-chairs, and whether it is dormant', async () => {
    const forum = 'st';
    const history = new History().forum('gw').forum('st');
    history.append(forum, 'InstitutionRenamed', { institution: 'pk-hec', from: { en: 'pk-hec' }, to: { en: 'HEC' } });
    history.append(forum, 'InstitutionSucceeded', { institution: 'pk-hec', by: 'pk-most', reason: 'Merged' });
    history.append(forum, 'CoChairDesignated', { side: 'PK', name: 'A', office: 'Secretary' });
    history.append(forum, 'CoChairDesignated', { side: 'PK', name: 'B', office: 'Secretary' });
    history.append(forum, 'FocalPointNominated', { institution: 'cn-cas', person: 'cas-1' });
    history.append(forum, 'FocalPointNominated', { institution: 'cn-cas', person: 'cas-2' });
    history.append(forum, 'FocalPointReleased', { institution: 'cn-cas', person: 'cas-1' });
    history.append(forum, 'ForumMarkedDormant', { reason: 'No session for three years' });
    const { forums, position } = await forumList(history.asked());
    expect(position).toBe(history.at());
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
    history.append(forum, 'ForumRevived', { reason: 'Met again' });
    expect((await forumList(history.asked())).forums[1]!.dormant).toBeUndefined();
  });
});
