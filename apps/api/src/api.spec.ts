import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from './testing/booted.js';
import { forum } from './testing/scene.js';

let api: Booted;
beforeAll(async () => {
  api = await boot();
});
afterAll(() => api.close());

describe('The API', () => {
  it('carries a command out and answers with what it led to', async () => {
    const answer = await api.post('/v1/forums', forum);
    expect(answer).toMatchObject({
      status: 201,
      headers: { etag: '"0"', location: '/v1/forums/f' },
      body: {
        stream: 'forum-f',
        revision: 0,
        cursor: expect.stringMatching(/^0\.[0-9a-f]{8}$/),
        events: [{ type: 'ForumEstablished', position: 0 }],
      },
    });
    const read = await api.get(`${answer.headers.location}?atLeast=${answer.body.cursor}`);
    expect(read).toMatchObject({ status: 200, body: { id: 'f', position: 0 } });
  });

  it('answers 200 without events when a command changes nothing', async () => {
    const institution = { institution: 'pk-most', side: 'PK', name: { en: 'MoST' } };
    expect((await api.post('/v1/forums/f/institutions', institution)).status).toBe(201);
    expect(await api.post('/v1/forums/f/institutions', institution)).toMatchObject({
      status: 200,
      body: { events: [] },
    });
  });

  it('answers every error with a problem document', async () => {
    expect(await api.post('/v1/forums', { ...forum, more: 1 })).toMatchObject({
      status: 400,
      body: { type: 'urn:jwg:problem:invalid', problems: [{ field: '/more' }] },
    });
    expect((await api.post('/v1/forums', forum)).body).toMatchObject({ status: 409, code: 'FORUM_EXISTS' });
    expect((await api.post('/v1/forums', forum, actors.auditor)).body).toMatchObject({ status: 403 });
    expect((await api.send({ method: 'POST', url: '/v1/forums', payload: forum })).body).toMatchObject({ status: 401 });
    expect((await api.get('/v1/forums/no-such')).body).toMatchObject({
      status: 404,
      type: 'urn:jwg:problem:not-found',
    });
    expect((await api.get('/v2')).body).toMatchObject({ status: 404, type: 'urn:jwg:problem:not-found' });
    expect((await api.send({ method: 'GET', url: '/%ff' })).body).toMatchObject({ status: 400 });
  });
});
