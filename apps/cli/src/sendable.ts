import { commands, GiveCommands, RecordStatements } from '@jwg/application';

/** What can be sent: every command, and the two lists of commands that are taken as one. */
export const sendable = [...commands, GiveCommands, RecordStatements];

const byName = new Map(sendable.map((it) => [it.name, it]));

export const sendableNamed = (name: string): (typeof sendable)[number] | undefined => byName.get(name);
