import { NIL } from 'uuid';
import { fits, sessionOf } from '@jwg/domain';
import { digestOf } from '@jwg/platform';
import { commandNamed } from '../menu.js';
import { declarationOf, type LedgerCommandClass } from '../on.js';
import { fieldsOf } from '../parse-input.js';
import { followUpCommands } from './commands-of.js';
import { NamedEntry } from './follow-up-format.js';
import type { RecordFile } from './format.js';
import { withLists } from './forum-steps.js';
import type { Path } from './problem.js';
import {
  defined,
  each,
  fieldsBut,
  isRecord,
  provenance,
  rank,
  stepIdOf,
  text,
  type Entry,
  type ImportStep,
} from './step.js';

/** What happened between sessions. Two people may do the same on one day, so who acted is part of a step's identity. */
export const followUpSteps = (file: RecordFile): ImportStep[] => {
  const counted = counting();
  const heldOn = new Map(each(file.sessions, 'sessions', ({ id, openedOn }) => [[text(id), text(openedOn)] as const]));
  return each(file.followUps, 'followUps', (entry, at) => {
    const kind = followUpCommands.includes(text(entry.command)) ? commandNamed(text(entry.command)) : undefined;
    return kind ? [followUpStep(kind, entry, at, file, counted, heldOn)] : [];
  });
};

const followUpStep = (
  kind: LedgerCommandClass,
  entry: Entry<'followUps'>,
  at: Path,
  file: RecordFile,
  counted: ReturnType<typeof counting>,
  heldOn: ReadonlyMap<string, string>,
): ImportStep => {
  const { idField, decider } = declarationOf(kind);
  const about = decider.category as 'session' | 'commitment' | 'forum';
  const { on, command, by, source, authority, entry: named, [about]: id, ...others } = entry;
  const fields: Record<string, unknown> = others;
  const subject = text(id);
  const names = namedBy(kind, named, fields);
  const act = [
    'followUp',
    subject,
    text(command),
    text(on),
    ...(names ? [digestOf({ named, field: fields.field })] : []),
  ];
  const who = isRecord(by) ? [text(by.side), text(by.institution)] : [];
  return {
    commandId: stepIdOf(...act, ...who, counted(...act, ...who)),
    formerId: stepIdOf(...act, counted(...act)),
    kind,
    fields: defined({
      ...fields,
      ...(fields.field === 'undertakings' && { new: withLists(fields.new) }),
      ...(names && { eventId: NIL, field: names.signature && fields.field === 'on' ? 'signedOn' : fields.field }),
      ...(named !== undefined && !names && { entry: named }),
      [idField]: id,
      ...(fieldsOf(kind).has('on') && { on }),
      provenance: provenance(on, { source, authority }, file),
    }),
    at,
    // An id or a `provenance` of its own would be overruled by what the entry says, and so be lost.
    takes: fieldsBut(entry, at, idField, 'provenance'),
    places: { [idField]: [about], occurredAt: ['on'], ...(fields.eventId === undefined && { eventId: ['entry'] }) },
    subject,
    brings: [subject],
    ...(isRecord(by) && { by }),
    ...(names ? { names, assumes: ['eventId'] } : about === 'commitment' && { mustChange: true }),
    ...(id === undefined
      ? { unreadable: { path: [...at, about], rule: `is required: ${kind.name} is about a ${about}` } }
      : names && !fits(NamedEntry, names) && { unreadable: true as const }),
    // A matter that a session raised on this day cannot have been followed up before the session met.
    order: [text(on), about === 'session' || names || heldOn.get(sessionOf(subject)) === on ? rank.after : rank.before],
  };
};

/** The entry that the command sets right, unless the file has the id of its event. */
const namedBy = (
  kind: LedgerCommandClass,
  named: Entry<'followUps'>['entry'],
  { eventId, field }: Record<string, unknown>,
): ImportStep['names'] => {
  if (eventId !== undefined || !fieldsOf(kind).has('eventId')) return undefined;
  return isRecord(named) ? (named as ImportStep['names']) : named === undefined && field !== undefined ? {} : undefined;
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
