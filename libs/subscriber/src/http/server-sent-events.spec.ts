import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { serverSentEvents, type Message } from './server-sent-events.js';

const read = async (...pieces: string[]) => {
  async function* coming() {
    yield* pieces;
  }
  const messages: Message[] = [];
  for await (const message of serverSentEvents(coming())) messages.push(message);
  return messages;
};

const text =
  'retry: 2000\n\nid: 1\nevent: some.type\ndata: {"a":1}\n\n:\n\n:\nid: 5\n\nid: 6\r\ndata: one\r\ndata:two\r\n\r\nid: 7\ndata: cut';
const messages = [
  { id: '1', data: '{"a":1}' },
  { id: '5', data: undefined },
  { id: '6', data: 'one\ntwo' },
];

describe('Server-sent events', () => {
  it('are read with their ids, without comments and unfinished events', async () => {
    expect(await read(text)).toEqual(messages);
  });

  it('are the same however the text is split', async () => {
    const cuts = fc.array(fc.nat(text.length), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const ends = [0, ...places.toSorted((a, b) => a - b), text.length];
        expect(await read(...ends.slice(1).map((end, n) => text.slice(ends[n], end)))).toEqual(messages);
      }),
    );
  });
});
