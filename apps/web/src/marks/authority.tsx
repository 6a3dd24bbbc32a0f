import { useLingui } from '@lingui/react';
import type { Authority as Kind } from '../api/types.gen.js';
import { authorityWords, bindingAuthorities } from '../words/authority-words.js';

/** The kind of record that a fact rests on; filled when both sides signed it. */
export const Authority = ({ of }: { of: Kind }) => {
  const { _ } = useLingui();
  return <span className={bindingAuthorities.has(of) ? 'aut binding' : 'aut'}>{_(authorityWords[of])}</span>;
};
