import { auditor } from './client.js';
import type { Profile } from './profiles.js';

/** Follows the events of the process that is asked, as server-sent events. */
export const follow = async (profile: Profile, query: string, lastId?: string) => {
  const answer = await fetch(`${profile.ask}/v1/events/stream?${query}`, {
    headers: { authorization: await profile.bearer(auditor), ...(lastId !== undefined && { 'last-event-id': lastId }) },
  });
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  const heard: { id: string; type: string }[] = [];
  let last = lastId;
  let rest = '';
  const take = (block: string) => {
    last = /^id: (.*)$/m.exec(block)?.[1] ?? last;
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data !== undefined) heard.push(JSON.parse(data) as { id: string; type: string });
  };
  return {
    /** The next so many. */
    async hear(count: number) {
      while (heard.length < count) {
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended');
        const blocks = (rest + value).split('\n\n');
        rest = blocks.pop()!;
        blocks.forEach(take);
      }
      return heard.splice(0, count);
    },
    lastId: () => last,
    leave: () => reader.cancel(),
  };
};
