import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

let api: Booted;
beforeAll(async () => {
  api = await boot({ clock: () => new Date('2024-06-01T09:00:00Z') });
  await play(api);
}, 60_000);
afterAll(() => api.close());

const address = '/v1/sessions/cpec-jwg-st.2/report?side=PK&asOf=20';

describe('The report of a session', () => {
  it.each([
    ['md', 'text/markdown', '# Action taken'],
    ['html', 'text/html', '<!doctype html>'],
    ['csv', 'text/csv', '\uFEFFrow,point'],
  ])('comes as %s where the address asks for it', async (format, type, begins) => {
    const { headers, text } = await api.get(`${address}&format=${format}`);
    expect(headers['content-type']).toContain(type);
    expect(text.startsWith(begins)).toBe(true);
  });

  it.each([
    ['text/markdown', 'text/markdown'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'],
    ['application/json, text/csv', 'application/json'],
    ['*/*', 'application/json'],
  ])('asked for by Accept: %s comes as %s', async (accept, type) => {
    const { headers, status } = await api.get(address, undefined, { accept });
    expect([status, headers['content-type']]).toEqual([200, expect.stringContaining(type)]);
  });
});

describe('The report of a forum', () => {
  it.each([
    ['md', '# Forum report'],
    ['html', '<!doctype html>'],
    ['csv', '\uFEFFCompletion rate,Who'],
  ])('comes as %s where the address asks for it', async (format, begins) => {
    const { text } = await api.get(`/v1/forums/cpec-jwg-st/report?asOf=20&format=${format}`);
    expect(text.startsWith(begins)).toBe(true);
  });

  it('says whose it is, and what is wrong with a question', async () => {
    const { body } = await api.get('/v1/forums/cpec-jwg-st/report?signedOnly=true');
    expect(body).toMatchObject({ forum: 'cpec-jwg-st', asked: { signedOnly: true, reader: expect.any(String) } });
    expect((await api.get('/v1/forums/no-forum/report')).status).toBe(404);
    expect((await api.get('/v1/forums/cpec-jwg-st/report?format=pdf')).status).toBe(400);
  });
});
