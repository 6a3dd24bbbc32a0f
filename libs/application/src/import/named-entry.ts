import { acting, correctableFields, isStatement, setRight } from '@jwg/domain';
import type { Ledger, LedgerStoredEvent } from '@jwg/platform';
import type { LedgerCommand } from '../ledger-command.js';
import { declarationOf, type Fields } from '../on.js';
import type { Found } from './problem.js';
import type { ImportStep } from './step.js';

type Words = NonNullable<ImportStep['names']>;

/** The command with the id of the event that the file names in its own words; or why it names none, or several. */
export const withNamedEntry = async (
  ledger: Ledger,
  { names, kind, subject, at }: ImportStep,
  command: LedgerCommand,
): Promise<LedgerCommand | Found> => {
  if (!names) return command;
  const history = await ledger.history(declarationOf(kind).decider.category, subject);
  const isNamed = named(names, (command as LedgerCommand & Fields).field as string | undefined);
  const standing = setRight(history).filter(isNamed);
  // What was set right already is named still, so that the rules say so.
  const found = standing.length > 0 ? standing : history.filter(isNamed);
  const entry = names.signature === undefined && found.length > 1 ? undefined : found.at(-1);
  if (entry) return Object.assign(new kind(), command, { eventId: entry.id });
  const path = [...at, ...(Object.keys(names).length > 0 ? ['entry'] : [])];
  return found.length > 1
    ? {
        path,
        rule: `names ${found.length} entries of ${subject}: ${found.map(({ type, id }) => `${type} (${id})`).join(', ')}.`,
        wayOut: 'Say more of it: its `type`, the day `on` which it happened, `by` whom; or give its `eventId`.',
      }
    : {
        path,
        code: 'UNKNOWN_ENTRY',
        rule: `names nothing that is in the record of ${subject}.`,
        wayOut: 'See the timeline for what was entered, with its type and its day.',
        about: [names.statement ?? subject],
      };
};

const named = (words: Words, field: string | undefined) => (event: LedgerStoredEvent) =>
  isThat(words, event, field) && isThen(words, event);

const isThat = (words: Words, event: LedgerStoredEvent, field: string | undefined): boolean => {
  const data = event.data as Fields;
  const { statement, signature, version, institution, type } = words;
  if (type !== undefined && event.type !== type) return false;
  if (statement !== undefined) return data.statementId === statement && isOf(words, event);
  if (signature !== undefined)
    return (
      event.type === 'MinutesSignedBySide' &&
      data.side === signature &&
      (version === undefined || data.version === version)
    );
  if (institution !== undefined && data.institution !== institution) return false;
  if (type !== undefined) return true;
  // The only one that has the field. What is about an institution or a side needs its name.
  const isOfAll = institution !== undefined || (data.institution === undefined && data.side === undefined);
  return isOfAll && field !== undefined && Boolean(correctableFields[event.type]?.includes(field));
};

/** The statement itself, or what was added to it. */
const isOf = ({ language, source }: Words, event: LedgerStoredEvent): boolean => {
  if (language !== undefined) return event.type === 'TextAdded' && Object.hasOwn(event.data.text, language);
  if (source !== undefined) return event.type === 'SourceAdded' && event.data.source.reference === source;
  return isStatement(event);
};

const isThen = ({ on, by }: Words, { metadata }: LedgerStoredEvent): boolean => {
  const { side, institution } = acting(metadata.actor);
  return (
    (on === undefined || metadata.occurredAt.value === on) &&
    (by === undefined || (by.side === side && by.institution === institution))
  );
};
