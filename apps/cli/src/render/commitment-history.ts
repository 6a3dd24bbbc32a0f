import { changeOf, setRightBy } from '@jwg/audit';
import type { Claims, CommitmentRecord } from '@jwg/read-models';
import { due, inWords, when } from '../words.js';
import { claimLines } from './claims.js';
import type { Sheet } from './sheet.js';
import { wrap } from './table.js';

type Told = CommitmentRecord & { readonly claims: Claims['facts'] };

/** What is known about a commitment beside its status: a part for each kind of record that there is. */
export const historyOf = (it: Told, { width, lang }: Sheet): string[] =>
  Object.entries(partsOf(it, lang))
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([title, lines]) => [
      '',
      title,
      ...lines.flatMap((line) => wrap(line, width - 2).map((text, n) => (n === 0 ? `- ${text}` : `  ${text}`))),
    ]);

const partsOf = (it: Told, lang?: string): Readonly<Record<string, readonly string[]>> => ({
  'In sessions': it.mentions.map(
    ({ session, did }) =>
      `${session}: ${did.map(({ word, statement }) => `${inWords(word)} (${statement})`).join(', ')}`,
  ),
  Milestones: it.milestones.map(
    ({ id, title, due: dueOn, reachedOn }) =>
      `${id} ${title}${dueOn ? `, due ${due(dueOn)}` : ''}, ${reachedOn === undefined ? 'not reached' : `reached on ${reachedOn}`}`,
  ),
  Assessments: it.assessments.map(
    ({ by, rating, remarks, occurredAt }) =>
      `${by.side}, ${when(occurredAt)}: ${inWords(rating)}${remarks ? `. ${remarks}` : ''}`,
  ),
  'Reported complete': it.completion ? [reportOf(it.completion)] : [],
  Evidence: it.evidence.map(
    ({ reference, title, retracted }) =>
      `${title === undefined ? '' : `${title}, `}${reference}${retracted === undefined ? '' : ` (retracted: ${retracted})`}`,
  ),
  'Consents, while the other side has not consented': it.consents.map(
    ({ side, to, due: dueOn, reason, occurredAt }) =>
      `${side}, ${when(occurredAt)}: ${inWords(to)}${dueOn ? ` to ${due(dueOn)}` : ''}${reason ? `. ${reason}` : ''}`,
  ),
  'Due dates': it.dueHistory.length > 1 ? it.dueHistory.map(dueLine) : [],
  // What was corrected in the undertakings of a statement stands below, as it was carried over to this item.
  Corrections: it.corrections
    .filter(({ field }) => field !== 'undertakings')
    .flatMap(({ statement, field, old, new: value, ...by }) =>
      changeOf(field, old, value, lang).map(
        (line) => `${statement}, ${when(by.occurredAt)}: ${line} (${by.reason})${setRightBy(by)}`,
      ),
    ),
  'Entries set right': it.setRight.flatMap((entry) => setRightLines(entry, lang)),
  'Where sources differ': claimLines(it.claims),
});

const setRightLines = ({ occurredAt, reason, ...it }: CommitmentRecord['setRight'][number], lang?: string): string[] =>
  it.field === undefined
    ? [`${when(occurredAt)}: ${it.entry ?? 'what a session did'} taken back (${reason})${setRightBy(it)}`]
    : changeOf(it.field, it.old, it.new, lang).map(
        (line) => `${when(occurredAt)}: ${line} (${reason})${setRightBy(it)}`,
      );

const reportOf = ({ by, completedOn, occurredAt }: NonNullable<CommitmentRecord['completion']>): string =>
  `${by.institution ?? by.side ?? 'both sides'}, ${when(occurredAt)}: completed on ${completedOn}`;

const dueLine = ({ due: dueOn, reason, session, occurredAt }: CommitmentRecord['dueHistory'][number]): string =>
  `${due(dueOn)}${session === undefined ? '' : ` by ${session}`}, ${when(occurredAt)}${reason === undefined ? '' : `: ${reason}`}`;
