import { IS_ASCII } from './words.js';

/** A text in the form in which words are compared, and where in the text each character of that form comes from. */
export interface Searchable {
  readonly form: string;
  /** By the index in the form: where its character begins in the text, and where it ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Accents, and the vowel signs of Arabic script, which texts have or leave out. Other scripts need their marks. */
const LEFT_OUT = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]|\p{Cf}/gu;

/** Letters that keyboards of Arabic and of Urdu write differently, and digits. */
const SAME: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ه: 'ہ',
  ة: 'ہ',
  ۃ: 'ہ',
  ە: 'ہ',
  ...Object.fromEntries([...'٠١٢٣٤٥٦٧٨٩'].map((digit, n) => [digit, String(n)])),
  ...Object.fromEntries([...'۰۱۲۳۴۵۶۷۸۹'].map((digit, n) => [digit, String(n)])),
};

const known = new Map<string, string>();

/** One character of a text: full and half width alike, small, without accents. */
const formOf = (character: string): string => {
  const seen = known.get(character);
  if (seen !== undefined) return seen;
  const plain = character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(LEFT_OUT, '');
  const form = [...plain].map((it) => SAME[it] ?? it).join('');
  if (known.size > 20_000) known.clear();
  known.set(character, form);
  return form;
};

/** The form alone: for what is only looked for. */
export const searchForm = (text: string): string => {
  if (IS_ASCII.test(text)) return text.toLowerCase();
  let form = '';
  for (const character of text) form += formOf(character);
  return form;
};

export const searchable = (text: string): Searchable => {
  const [from, to]: [number[], number[]] = [[], []];
  let [form, at] = ['', 0];
  for (const character of text) {
    const own = formOf(character);
    for (let n = 0; n < own.length; n += 1) {
      from.push(at);
      to.push(at + character.length);
    }
    form += own;
    at += character.length;
  }
  return { form, from, to };
};
