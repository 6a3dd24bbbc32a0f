import { directionOf } from './language.js';
import { textIn, type Text } from './text.js';

/** As it was said, in its own language; its quotation marks go in its direction. */
export const Quoted = ({ of }: { of: Text }) => {
  const { words, lang } = textIn(of);
  return (
    <p className="q record" lang={lang}>
      <q dir={directionOf(lang)}>{words}</q>
    </p>
  );
};
