import { sessionOf } from '@jwg/domain';
import { commandNamed } from '../menu.js';
import { fieldsOf } from '../parse-input.js';
import { followUpCommands } from './commands-of.js';
import type { RecordFile } from './format.js';
import { defined, each, fieldsBut, isRecord, provenance, rank, stepIdOf, text, type ImportStep } from './step.js';

/** What happened between sessions. Two people may do the same on one day, so who acted is part of a step's identity. */
export const followUpSteps = (file: RecordFile): ImportStep[] => {
  const counted = counting();
  const heldOn = new Map(each(file.sessions, 'sessions', ({ id, openedOn }) => [[text(id), text(openedOn)] as const]));
  return each(file.followUps, 'followUps', (entry, at) => {
    const { on, commitment: commitmentId, command, by, source, authority, ...fields } = entry;
    const kind = followUpCommands.includes(text(command)) ? commandNamed(text(command)) : undefined;
    if (!kind) return [];
    const commitment = text(commitmentId);
    const act = ['followUp', commitment, text(command), text(on)] as const;
    const who = isRecord(by) ? [text(by.side), text(by.institution)] : [];
    // A matter that a session raised on this day cannot have been followed up before the session met.
    const isNew = heldOn.get(sessionOf(commitment)) === on;
    const step: ImportStep = {
      commandId: stepIdOf(...act, ...who, counted(...act, ...who)),
      formerId: stepIdOf(...act, counted(...act)),
      kind,
      fields: defined({
        ...fields,
        commitmentId,
        ...(fieldsOf(kind).has('on') && { on }),
        provenance: provenance(on, { source, authority }, file),
      }),
      at,
      // A `commitmentId` or a `provenance` of its own would be overruled by what the entry says, and so be lost.
      takes: fieldsBut(entry, at, 'commitmentId', 'provenance'),
      places: { commitmentId: ['commitment'], occurredAt: ['on'] },
      subject: commitment,
      brings: [commitment],
      ...(isRecord(by) && { by }),
      mustChange: true,
      order: [text(on), isNew ? rank.after : rank.before],
    };
    return [step];
  });
};

/** How many times something has come, this time included. */
const counting = () => {
  const seen = new Map<string, number>();
  return (...what: readonly string[]): number => {
    const key = JSON.stringify(what);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    return seen.get(key)!;
  };
};
