import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actors, boot, type Booted } from '../testing/booted.js';
import { play } from '../testing/playing.js';

let api: Booted;
beforeAll(async () => {
  api = await boot();
  await play(api);
}, 60_000);
afterAll(() => api.close());

const find = (q: string) => api.get(`/v1/search?q=${encodeURIComponent(q)}`, actors.recorder);

describe('A search over HTTP', () => {
  it.each([
    ['10,000 letters', 'a'.repeat(10_000), ''],
    ['nothing', '', ''],
    ['only quotation marks', `"''"`, 'needs a letter or a digit to look for'],
    ['only control characters', '\u0001\u0002', ''],
    ['a character that no store keeps', 'zone\u0000', ''],
  ])('says what is wrong with %s', async (_, q, rule) => {
    const { status, body } = await find(q);
    expect({ status, body }).toMatchObject({
      status: 400,
      body: {
        type: expect.stringContaining('invalid'),
        problems: [{ field: '/q', rule: expect.stringContaining(rule) }],
      },
    });
  });

  it('takes control characters and operators between words for no part of them', async () => {
    for (const q of ['technology', 'technology\u0001', '"technology* OR (']) {
      const { status, body } = await find(q);
      expect({ status, isFound: body.hits?.length > 0 }).toEqual({ status: 200, isFound: !q.includes('OR') });
    }
  });

  it('finds a person by name in the thread that answers', async () => {
    const { body } = await find('humaira ahmed');
    expect(body.hits).toContainEqual(expect.objectContaining({ type: 'CoChairDesignated' }));
  });
});
