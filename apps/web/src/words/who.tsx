import { useLingui } from '@lingui/react/macro';
import type { Actor, SaidStatement } from '../api/types.gen.js';
import type { Names } from './names.js';
import { textIn } from './text.js';

/** Somebody who said or did something: an id to be named, or an office. */
export type Who =
  | { readonly kind: 'joint' }
  | { readonly kind: 'side'; readonly side: string }
  | { readonly kind: 'institution'; readonly institution: string; readonly side?: string }
  | { readonly kind: 'official'; readonly office: string; readonly name?: string; readonly side?: string }
  | { readonly kind: 'recorder' };

/** Who spoke, as the record has it. */
export const speakerOf = (speaker: SaidStatement['speaker']): Who => speaker;

/** Whose act an entry is: theirs on whose behalf it was entered; what a session decided is an act of both sides. */
export const actorOf = ({ role, onBehalfOf, ...self }: Actor): Who => {
  const { side, institution } = onBehalfOf ?? self;
  if (institution !== undefined) return { kind: 'institution', institution, side };
  if (side !== undefined) return { kind: 'side', side };
  return (onBehalfOf?.role ?? role) === 'policy' ? { kind: 'joint' } : { kind: 'recorder' };
};

/** Names of those who act, to be put into a sentence. */
export const useWho = (names: Names): ((who: Who) => string) => {
  const { t } = useLingui();
  return (who) => {
    switch (who.kind) {
      case 'joint':
        return t`Both sides`;
      case 'side':
        return textIn(names.side(who.side)).words;
      case 'institution':
        return textIn(names.institution(who.institution).name).words;
      case 'official': {
        const { name, office } = who;
        return name === undefined ? office : t`${name}, ${office}`;
      }
      case 'recorder':
        return t`The recorder`;
    }
  };
};
