import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { lexiconOf, senses, type Sense } from '@jwg/domain';

const file = 'docs/reference/lexicon.md';
const MADE = /(<!-- Made from [^\n]*-->\n)[^]*(<!-- Made until here -->)/;

const { meanings } = lexiconOf();
const wordsOf = (sense: string, language: string): string =>
  meanings
    .filter((it) => it.sense === sense && it.language === language)
    .map(({ word }) => word)
    .join(language === 'ur' ? '، ' : ', ');

const table = (): string => {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const head = ['meaning', 'what it does', 'needs beside `text`', 'English', 'Chinese', 'Urdu'];
  const rows = Object.entries(senses).map(([sense, { does, needs = '' }]) => [
    ...[sense as Sense, does, needs],
    ...['en', 'zh', 'ur'].map((language) => wordsOf(sense, language)),
  ]);
  return [head, head.map(() => '---'), ...rows].map(row).join('\n');
};

describe('the reference of the lexicon', () => {
  it('has every word and what it does (UPDATE_REFERENCE=1 npm test -- test/lexicon renews it)', async () => {
    const kept = readFileSync(file, 'utf8');
    const text = kept.replace(MADE, (_, before: string, after: string) => `${before}\n${table()}\n\n${after}`);
    const made = await format(text, { ...(await resolveConfig(file)), parser: 'markdown' });
    if (process.env.UPDATE_REFERENCE) writeFileSync(file, made);
    expect(readFileSync(file, 'utf8')).toBe(made);
  });
});
