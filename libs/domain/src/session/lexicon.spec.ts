import { describe, expect, it } from '@jest/globals';
import { lexiconOf } from './lexicon.js';
import { kindOf, type Said } from './senses.js';

const lexicon = lexiconOf();
const senseOf = (word: string) => lexicon.find(word)?.sense;

describe('The lexicon', () => {
  it('has each word once in each language', () => {
    const words = lexicon.meanings.map(({ word, language }) => `${language} ${word}`);
    expect(words.filter((it, n) => words.indexOf(it) !== n)).toEqual([]);
  });

  it.each([
    ['welcomed', 'OutcomeCommended'],
    ['praised', 'OutcomeCommended'],
    ['lauded', 'OutcomeCommended'],
    ['emphasised', 'PositionReaffirmed'],
    ['stressed', 'PositionReaffirmed'],
    ['underlined', 'PositionReaffirmed'],
    ['were briefed', 'MatterNoted'],
    ['reviewed progress', 'Reviewed'],
    ['called upon', 'RequestMade'],
    ['endorsed', 'Endorsed'],
    ['finalised', 'Approved'],
    ['adopted', 'Approved'],
    ['同意', 'UndertakingAgreed'],
    ['欢迎', 'OutcomeCommended'],
    ['重申', 'PositionReaffirmed'],
    ['اتفاق کیا', 'UndertakingAgreed'],
    ['خیرمقدم کیا', 'OutcomeCommended'],
  ])('knows %s', (word, sense) => {
    expect(senseOf(word)).toBe(sense);
  });

  it('takes a verb as people write it', () => {
    expect(senseOf(' Highly  Appreciated ')).toBe('ProgressAppreciated');
    expect(senseOf('have agreed to')).toBe('UndertakingAgreed');
    expect(senseOf('jointly decided that')).toBe('DecisionTaken');
    expect(senseOf('اتفاق كيا')).toBe('UndertakingAgreed');
  });

  it('does not know what says the contrary', () => {
    expect(senseOf('did not agree')).toBeUndefined();
    expect(senseOf('not approved')).toBeUndefined();
  });

  it('names three words of different meanings that are spelt most like an unknown one', () => {
    const [first, ...others] = lexicon.nearest('apreciated');
    expect(first).toMatchObject({ word: 'appreciated', sense: 'ProgressAppreciated' });
    expect(new Set([first, ...others].map((it) => it!.sense)).size).toBe(3);
  });

  it('has the words that a forum added, beside its own', () => {
    const own = lexiconOf([{ word: 'begrüßten', language: 'de', like: 'welcomed' }]);
    expect(own.find('begrüßten')).toEqual({ word: 'begrüßten', language: 'de', sense: 'OutcomeCommended' });
    expect(own.find('welcomed')?.language).toBe('en');
  });

  it('goes by the language of the text where two have a word', () => {
    const own = lexiconOf([{ word: 'will', language: 'de', like: 'hoped' }]);
    expect(own.find('will', ['de'])?.sense).toBe('HopeExpressed');
    expect(own.find('will', ['en', 'de'])?.sense).toBe('UndertakingAgreed');
    expect(own.find('will')?.sense).toBe('UndertakingAgreed');
  });
});

describe('A word whose kind the rest of the statement decides', () => {
  const high = (fields: Said['fields'] = {}) => ({ fields });
  const low = (fields: Said['fields'] = {}) => ({ fields, parent: 'jc' });
  const undertakings = { undertakings: [] };
  const commitments = { commitments: [] };

  it.each([
    ['Reviewed', high(), { type: 'MatterNoted' }],
    ['Reviewed', high({ commitmentId: 'f.1.c1' }), { type: 'CommitmentReviewed' }],
    ['Reviewed', high({ outcome: 'lapsed' }), { type: 'CommitmentReviewed' }],
    ['Deferred', high(), { type: 'CommitmentReviewed', assumes: { outcome: 'deferred' } }],
    ['Approved', low(), { type: 'DecisionTaken' }],
    ['Approved', low(commitments), { type: 'ProposalAccepted' }],
    ['Approved', low({ ...commitments, ...undertakings }), { type: 'DecisionTaken' }],
    ['Endorsed', high(), { type: 'DecisionTaken' }],
    ['Endorsed', high(commitments), { type: 'ProposalAccepted' }],
    ['Endorsed', high({ toForum: 'g' }), { type: 'RecommendationMade' }],
    ['Endorsed', low(), { type: 'RecommendationMade', assumes: { toForum: 'jc' } }],
    ['Endorsed', low(undertakings), { type: 'DecisionTaken' }],
    ['RecommendationMade', low(), { type: 'RecommendationMade', assumes: { toForum: 'jc' } }],
    ['RecommendationMade', high(), { type: 'RecommendationMade' }],
  ] as const)('%s, said with %j', (sense, said, kind) => {
    expect(kindOf(sense, said)).toEqual(kind);
  });
});
