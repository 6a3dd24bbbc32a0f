import { describe, expect, it } from '@jest/globals';
import type { EmptyAnswers } from '@jwg/event-sourcing';
import { ifAtHand, PATIENCE_MS } from './empty-answers.js';

const answer = { stream: 'forum-f', revision: 3, digest: 'one' };
const from = (of: EmptyAnswers['of']): EmptyAnswers => ({ of, keep: async () => {} });

describe('Answers to commands that led to nothing', () => {
  it('are told as they were kept', async () => {
    expect(await ifAtHand(from(async () => answer)).of('command')).toEqual(answer);
  });

  it('stop no command while they cannot be reached, and are not asked for again at once', async () => {
    let asked = 0;
    const away = ifAtHand(
      from(() => {
        asked += 1;
        return Promise.reject(new Error('The server is away'));
      }),
    );
    expect([await away.of('one'), await away.of('another')]).toEqual([undefined, undefined]);
    await away.keep('one', answer, new Date());
    expect(asked).toBe(1);
  });

  it('are not waited for when no answer comes at all', async () => {
    const frozen = ifAtHand(
      from(() => new Promise(() => {})),
      PATIENCE_MS,
    );
    expect(await frozen.of('command')).toBeUndefined();
  });
});
