import { built } from '../built.ts';
import { nodesOf } from './nodes.ts';

const SETTINGS = ['$maxCount', '$maxAge', '$tb'];

/** What kind of server it is, and what about it an operator should look at before a ledger is kept there. */
export const survey = async (url: string) => {
  const { Connection } = await built('event-store/src/kurrentdb/connection');
  const { abilitiesOf, inWords } = await built('event-store/src/kurrentdb/abilities');
  const connection = new Connection(url);
  try {
    const abilities = await abilitiesOf(connection);
    const nodes = await nodesOf(connection.client);
    return { abilities, name: inWords(abilities), nodes, warnings: await warningsOf(connection) };
  } finally {
    await connection.close();
  }
};

type Connection = InstanceType<Awaited<ReturnType<typeof built<'event-store/src/kurrentdb/connection'>>>['Connection']>;

const warningsOf = async (connection: Connection): Promise<string[]> => {
  const warnings: string[] = [];
  const limited = new Map<string, string>();
  try {
    for await (const { streamId, data } of connection.readAll('start', ['$$'])) {
      const setting = SETTINGS.find((name) => (data as Record<string, unknown> | null)?.[name] !== undefined);
      if (setting === undefined) limited.delete(streamId);
      else if (!streamId.startsWith('$$$')) limited.set(streamId, setting);
    }
  } catch (error) {
    warnings.push(`This user may not read $all, or it cannot be read: ${(error as Error).message}`);
  }
  for (const [stream, setting] of [...limited].slice(0, 5))
    warnings.push(`${stream.slice(2)} has ${setting}: a stream of the ledger must have no such limit.`);
  if (limited.size > 5) warnings.push(`… and ${limited.size - 5} more streams have limits.`);
  try {
    for await (const _ of connection.readStream('$scavenges', 0, 1)) {
      warnings.push('The log was scavenged: that is safe as long as no event of the ledger is deleted or truncated.');
      break;
    }
  } catch {
    warnings.push('Whether the log was scavenged cannot be seen by this user.');
  }
  return warnings;
};
