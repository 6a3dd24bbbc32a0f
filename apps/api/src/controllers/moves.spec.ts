import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@jwg/domain';
import { actors, boot, type Booted } from '../testing/booted.js';
import { scene } from '../testing/scene.js';

const { pk, cn, most, auditor } = actors;
const url = '/v1/commitments/f.1.c1';
let api: Booted;
beforeAll(async () => {
  api = await boot();
  await scene(api, { institutions: ['pk-most', 'cn-most'], commitments: 1 });
});
afterAll(() => api.close());

interface Answer {
  readonly position: number;
  readonly may?: string[];
  readonly waitsFor: { rule: string }[];
}
const read = async (as: Actor, query = ''): Promise<Answer> => (await api.get(`${url}${query}`, as)).body as Answer;
const rules = ({ waitsFor }: Answer) => waitsFor.map(({ rule }) => rule);

describe('An answer about a commitment', () => {
  it('names what the caller may do with it now: what is named is taken, and what is not is refused', async () => {
    expect((await read(auditor)).may).toEqual([]);
    const etag = (await api.get(url, cn)).headers.etag!;
    const rehearse = async (path: string, body: object) =>
      (await api.post(`${url}/${path}?rehearse=true`, body, cn, { 'if-match': etag })).status;
    const { may } = await read(cn);
    expect([may!.includes('StartWork'), await rehearse('start', { cause: 'It began' })]).toEqual([true, 200]);
    expect([may!.includes('ReopenCommitment'), await rehearse('reopening', { reason: 'Why' })]).toEqual([false, 409]);
  });

  it('tells what it waits for, as of its moment; in the past nobody may do anything', async () => {
    const { position, ...before } = await read(pk);
    expect(rules({ position, ...before })).toEqual(['T4', 'T6', 'T8']);
    const { headers } = await api.get(url, most);
    const report = { completedOn: '2022-05', evidence: [{ reference: 'photo' }] };
    const { body } = await api.post(`${url}/completion`, report, most, { 'if-match': headers.etag! });
    const { cursor } = body as { cursor: string };
    const after = await read(cn, `?atLeast=${cursor}`);
    expect(after.waitsFor).toEqual([
      expect.objectContaining({ rule: 'T4' }),
      expect.objectContaining({ rule: 'T9', needs: ['signatures'] }),
    ]);
    expect(after.may).toEqual(expect.arrayContaining(['RejectCompletion', 'ReportProgress']));
    expect(after.may).not.toContain('ConfirmCompletion');
    for (const query of [`?asOf=${position}`, '?asOf=2022-04-21&asOfBasis=occurred']) {
      const past = await read(cn, query);
      expect(rules(past)).toEqual(['T4', 'T6', 'T8']);
      expect(past).not.toHaveProperty('may');
    }
  });

  it('has another ETag when the caller may do something else', async () => {
    const tags = await Promise.all([pk, most].map(async (as) => (await api.get(url, as)).headers.etag));
    expect(new Set(tags).size).toBe(2);
  });
});
