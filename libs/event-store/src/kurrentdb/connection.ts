import { KurrentDBClient, type BasicCredentials } from '@kurrent/kurrentdb-client';

export interface Connection {
  readonly client: KurrentDBClient;
  /**
   * To be handed to `appendToStream`. Without them the client puts all appends into one call, BatchAppend, which knows
   * no deadline and, when the connection dies while it is busy, ends the process with an unhandled rejection (1.3.1).
   * The client sends none of them where there is no TLS.
   */
  readonly credentials: BasicCredentials | undefined;
}

export const connect = (url: string): Connection => ({
  client: KurrentDBClient.connectionString(hasty(url)),
  credentials: credentialsIn(url) ?? (/[?&]tls=false/i.test(url) ? { username: 'nobody', password: '-' } : undefined),
});

const credentialsIn = (url: string): BasicCredentials | undefined => {
  const [, username, password] = /^[^:]+:\/\/([^:@/?]+):([^@/?]+)@/.exec(url) ?? [];
  return username && password
    ? { username: decodeURIComponent(username), password: decodeURIComponent(password) }
    : undefined;
};

/** Before its first read, and after a lost connection, the client sleeps for this long; 500 ms unless it is told. */
const hasty = (url: string): string =>
  /[?&]discoveryInterval=/i.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}discoveryInterval=10`;

/** What the server calls itself; `unknown` where it does not say. */
export const versionOf = async (client: KurrentDBClient): Promise<string> =>
  (await client['capabilities']).serverVersion;
