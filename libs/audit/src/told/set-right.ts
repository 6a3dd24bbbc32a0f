import { inWords } from './words.js';
import { changeOf } from './changes.js';
import { listed, type Data, type Reader } from './sayable.js';

/** What a correction changed, and in which event. */
export const corrected = (data: Data, { lang, named }: Reader): string[] => {
  const { field, old, new: value, eventId, statementId, of: about } = data;
  const isAddition = data.source !== undefined || data.text !== undefined;

  if (typeof eventId !== 'string' || isAddition) return [];
  if (typeof field !== 'string')
    return [`takes back ${typeof statementId === 'string' && about === undefined ? statementId : named(eventId)}`];
  return changeOf(field, old, value, lang).map((it) => `${named(eventId)}: ${it}`);
};

/** A further text or source, and what it was added to. */
export const added = (
  { eventId, statementId, source, differs, text, of: about }: Data,
  { named }: Reader,
): string[] => {
  if (about !== undefined || typeof eventId !== 'string' || (source ?? text) === undefined) return [];
  const { reference } = (source ?? {}) as { reference?: string };
  return [
    `added to ${typeof statementId === 'string' ? statementId : named(eventId)}`,
    reference ?? '',
    typeof differs === 'string' ? `says otherwise: ${differs}` : '',
  ].filter(Boolean);
};

/** An effect that was taken back, and signatures that do not count any more. */
export const takenBack = ({ entries, takesBack, because, sides, statementId }: Data, { named }: Reader): string[] =>
  (entries ?? takesBack ?? because) === undefined
    ? []
    : [
        Array.isArray(entries) ? `takes back ${entries.map((it) => named(String(it))).join(', ')}` : '',
        listed(takesBack) && `and its effect on ${listed(takesBack)}`,
        typeof because === 'string' ? `signatures of ${listed(sides)} void: ${String(statementId)} was ${because}` : '',
      ];

interface SetRight {
  readonly position: number;
  readonly by?: { readonly side: string; readonly institution?: string };
  readonly enteredBy?: { readonly role: string };
  readonly correctsAt?: number;
  readonly withdrawsAt?: readonly number[];
}

/** Who set it right, where, and where the entry is that was wrong: `, recorder [57, of 31]` */
export const setRightBy = ({ position, by, enteredBy, correctsAt, withdrawsAt = [] }: SetRight): string => {
  const who = by?.institution ?? by?.side ?? enteredBy?.role;
  const of = [...(correctsAt === undefined ? [] : [correctsAt]), ...withdrawsAt];
  return `${who === undefined ? '' : `, ${inWords(who)}`} [${position}${of.length > 0 ? `, of ${of.join(', ')}` : ''}]`;
};
