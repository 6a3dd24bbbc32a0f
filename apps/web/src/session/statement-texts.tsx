import type { SaidStatement } from '../api/types.gen.js';
import { directionOf, languages } from '../words/language.js';
import { Words, type Text } from '../words/text.js';

/** The words of a statement; where the record has them in several languages, beside each other, each in its script. */
export const StatementTexts = ({ of }: { of: SaidStatement }) => {
  const all: Text = Object.assign({}, of.text, ...of.furtherTexts.map(({ text }) => text)) as Text;
  const known = Object.keys(languages);
  const place = (language: string) => (known.includes(language) ? known.indexOf(language) : known.length);
  const inThem = Object.keys(all).sort((a, b) => place(a) - place(b));
  if (inThem.length < 2)
    return (
      <p className="t">
        <Words of={of.text} className="record" />
      </p>
    );
  return (
    <div className="tri">
      {inThem.map((language) => (
        <section key={language} lang={language} dir={directionOf(language)}>
          <h3>{Object.hasOwn(languages, language) ? languages[language as keyof typeof languages] : language}</h3>
          <p className="record" lang={language}>
            {all[language]}
          </p>
        </section>
      ))}
    </div>
  );
};
