import { v5 } from 'uuid';
import { fold, idOf } from '@jwg/event-sourcing';
import { forumOf, numberIds, session, type SessionEvent } from '@jwg/domain';
import { requestContext } from '@jwg/platform';
import type { Declaration } from './on.js';

/** The forums that a sitting serves count it under numbers of their own: those that it got, and those that it lost. */
export const numberIn: NonNullable<Declaration['andThen']> = async ({ stream, events }, ledger) => {
  const [first] = events;
  if (!first) return;
  const history = await ledger.history('session', idOf(stream));
  const numbersBefore = (revision: number): string[] => {
    const known = history.filter((it) => it.revision < revision);
    return numberIds(fold(session, known as never as SessionEvent[]).numbers);
  };
  const [before, after] = [numbersBefore(first.revision), numbersBefore(events.at(-1)!.revision + 1)];
  const sitting = idOf(stream);
  const { occurredAt, authority, source, visibility } = first.metadata;
  const { ifMatch: _, ...by } = requestContext();
  const give = (number: string, command: Parameters<typeof session.decide>[0]) =>
    ledger.transact(
      session,
      number,
      command,
      { occurredAt, authority, source, visibility },
      {
        ...by,
        commandId: v5(`${forumOf(number)} ${command.type}`, by.commandId),
      },
    );
  for (const it of before.filter((id) => !after.includes(id)))
    await give(it, { type: 'FreeNumber', data: { from: sitting } });
  for (const it of after.filter((id) => !before.includes(id)))
    await give(it, { type: 'GiveNumber', data: { number: it, to: sitting } });
};
