import { useLingui } from '@lingui/react/macro';
import type { NextMover as Mover } from '../api/types.gen.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';

/** Who may make a move, each without the others; those of both sides only together where it says so. */
export const useMoverWords = (names: Names): ((by: readonly Mover[]) => string) => {
  const { t, i18n } = useLingui();
  const one = (mover: Mover): string => {
    if ('forum' in mover) {
      const forum = textIn(names.forum(mover.forum)).words;
      return t`a session of the ${forum}`;
    }
    if (mover.institution !== undefined) return textIn(names.institution(mover.institution).name).words;
    const side = textIn(names.side(mover.side)).words;
    return mover.role === 'coChair' ? t`the co-chair of ${side}` : t`the secretariat of ${side}`;
  };
  return (by) => {
    const secretariats = by.filter((it) => 'role' in it && it.role === 'secretariat');
    const together = secretariats.length > 1 && secretariats.every((it) => 'together' in it);
    const others = together ? by.filter((it) => !secretariats.includes(it)) : by;
    const words = [...others.map(one), ...(together ? [t`both secretariats together`] : [])];
    return new Intl.ListFormat(i18n.locale, { type: 'disjunction' }).format(words);
  };
};
