import { Value } from 'typebox/value';
import type { StoredEvent } from '@jwg/event-sourcing';
import { idIn } from '../by-id.js';
import { allow, type Context } from '../context.js';
import { isStatementId } from '../ids.js';
import type { Source } from '../metadata.js';
import { setRight } from '../set-right.js';
import type { Text } from '../vocabulary.js';
import { isStatement, type SessionEvent, type StatementEvent } from './events.js';
import { refuse, type DataOf } from './rules.js';
import type { Session } from './state.js';

/** Where else something is written, and the same words in another language. */
export type AdditionCommand =
  | { type: 'AddText'; data: { statementId: string; text: Text } }
  | { type: 'AddSource'; data: { to: string; source: Source; differs?: string } };

type Entry = StoredEvent<SessionEvent>;
type Addition = StoredEvent<Extract<SessionEvent, { type: 'TextAdded' | 'SourceAdded' }>>;

export const add = (command: AdditionCommand, state: Session, context: Context): SessionEvent[] => {
  allow(context, 'recorder');
  return command.type === 'AddText' ? addText(command.data, state, context) : addSource(command.data, state, context);
};

/** It changes nothing of what was said or signed, so it may come at any time. What is there in a language stays. */
const addText = (
  { statementId, text }: { statementId: string; text: Text },
  state: Session,
  context: Context,
): SessionEvent[] => {
  const { id: eventId } = statementEvent(statementId, state, context);
  const { text: said } = idIn(state.statements, statementId)!.fact.data;
  const known = textsOf(eventId, said, context);
  if (Object.keys(text).some((it) => Object.hasOwn(known, it) && known[it] !== text[it]))
    refuse(
      'TEXT_EXISTS',
      `${statementId} has other words in one of these languages; correct those, or annul them if they were added.`,
      statementId,
    );
  const added = Object.entries(text).filter(([language]) => !Object.hasOwn(known, language));
  return added.length === 0
    ? []
    : [{ type: 'TextAdded', data: { eventId, statementId, text: Object.fromEntries(added) } }];
};

const textsOf = (eventId: string, said: Text, { history }: Context): Text =>
  additionsTo(eventId, history).reduce(
    (all, { type, data }) => (type === 'TextAdded' ? { ...data.text, ...all } : all),
    said,
  );

/** Sources that contradict each other stand side by side; the fact stays as it was recorded. */
const addSource = (
  { to, source, differs }: { to: string; source: Source; differs?: string },
  state: Session,
  context: Context,
): SessionEvent[] => {
  const fact = isStatementId(to) ? statementEvent(to, state, context) : factOf(to, context);
  const known = [
    { source: (fact.metadata as { source: Source }).source, differs: undefined },
    ...additionsTo(fact.id, context.history).flatMap(({ type, data }) => (type === 'SourceAdded' ? [data] : [])),
  ];
  if (known.some((it) => isSamePlace(it.source, source) && it.differs === differs)) return [];
  const { statementId } = fact.data as { statementId?: string };
  return [
    {
      type: 'SourceAdded',
      data: {
        eventId: fact.id,
        ...(statementId !== undefined && { statementId }),
        source,
        ...(differs !== undefined && { differs }),
      },
    },
  ];
};

const isSamePlace = (a: Source, b: Source): boolean =>
  (['kind', 'reference', 'paragraph', 'language'] as const).every((it) => Value.Equal(a[it], b[it]));

const statementEvent = (id: string, { statements }: Session, { history }: Context): StoredEvent<StatementEvent> => {
  const statement = idIn(statements, id);
  if (!statement) refuse('UNKNOWN_STATEMENT', `There is no statement ${id} in this session.`, id);
  if (statement?.annulled) refuse('STATEMENT_ANNULLED', `Statement ${id} was annulled.`, id);
  return (history as readonly Entry[]).find(
    (it) => isStatement(it) && it.data.statementId === id,
  ) as StoredEvent<StatementEvent>;
};

/** What happened in the session; no addition, and nothing that sets another entry right. */
const factOf = (eventId: string, { history }: Context): Entry => {
  const fact = (setRight(history) as Entry[]).find(({ id }) => id === eventId);
  if (!fact || isAddition(fact))
    return refuse('UNKNOWN_EVENT', `There is no event ${eventId} in this session that counts.`, eventId);
  return fact;
};

export const isAddition = (event: SessionEvent): event is Addition =>
  event.type === 'TextAdded' || event.type === 'SourceAdded';

const additionsTo = (eventId: string, history: readonly StoredEvent[]): Addition[] =>
  (setRight(history) as Entry[]).filter((it): it is Addition => isAddition(it) && it.data.eventId === eventId);

/** What was added by mistake falls, and nothing rests on it. */
export const annulAddition = ({ id, data }: Addition, reason: string, { history }: Context): SessionEvent[] => {
  if ((history as readonly Entry[]).some((it) => it.type === 'AdditionAnnulled' && it.data.eventId === id)) return [];
  const { eventId: of, statementId } = data;
  const annulled: DataOf<'AdditionAnnulled'> = {
    eventId: id,
    of,
    ...(statementId !== undefined && { statementId }),
    reason,
  };
  return [{ type: 'AdditionAnnulled', data: annulled }];
};
