import { i18n } from '@lingui/core';
import { directionOf } from './language.js';

/** Words of the record by language. */
export type Text = Readonly<Record<string, string>>;

/** The words in the reader's language, else in English, else in the first language; with the language they are in. */
export const textIn = (text: Text, wanted = i18n.locale): { readonly words: string; readonly lang: string } => {
  const lang = [wanted, 'en', ...Object.keys(text)].find((it) => text[it] !== undefined) ?? 'en';
  return { words: text[lang] ?? '', lang };
};

/** Words of the record, marked with their own language and direction. */
export const Words = ({ of, className }: { of: Text; className?: string }) => {
  const { words, lang } = textIn(of);
  return (
    <span lang={lang} dir={directionOf(lang)} className={className}>
      {words}
    </span>
  );
};
