import { describe, expect, it } from '@jest/globals';
import { History } from '../testing/history.js';
import { wordList } from './words.js';

describe('the list of words', () => {
  const history = new History().forum('st').forum('gw');
  history.append('st', 'VerbAdded', { word: 'würdigten', language: 'de', like: 'praised' });

  it('has what ships with the product, and what the forum added', async () => {
    const ofAll = await wordList(history.asked(), {});
    const ofForum = await wordList(history.asked(), { forum: 'st' });
    expect(ofForum.words.filter((it) => !ofAll.words.some(({ word }) => word === it.word))).toEqual([
      { word: 'würdigten', language: 'de', meaning: 'OutcomeCommended', does: 'praises; nothing follows' },
    ]);
    expect((await wordList(history.asked(), { forum: 'gw' })).words).toEqual(ofAll.words);
  });

  it('says what one word does, or which three are nearest to it', async () => {
    expect(await wordList(history.asked(), { word: 'directed' })).toMatchObject({
      known: true,
      words: [{ word: 'directed', meaning: 'DirectionGiven', needs: '`speaker` (a side), `undertakings`' }],
    });
    const unknown = await wordList(history.asked(), { word: 'apreciated' });
    expect([unknown.known, unknown.words.map(({ word }) => word).includes('appreciated')]).toEqual([false, true]);
    expect(unknown.words).toHaveLength(3);
  });
});
