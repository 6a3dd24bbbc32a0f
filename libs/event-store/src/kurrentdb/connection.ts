import { KurrentDBClient, type BasicCredentials } from '@kurrent/kurrentdb-client';

export interface Connection {
  readonly client: KurrentDBClient;
  /**
   * Pass these to `appendToStream`. Without them the client sends every append through one shared call, BatchAppend.
   * That call has no deadline, and when the connection breaks while it is busy, it ends the process with an unhandled
   * rejection (client 1.3.1). The client does not send the credentials over a connection without TLS.
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

/** Shortens the client's pause before its first read and after a lost connection; its default is 500 ms. */
const hasty = (url: string): string =>
  /[?&]discoveryInterval=/i.test(url) ? url : `${url}${url.includes('?') ? '&' : '?'}discoveryInterval=10`;

/** The version that the server reports; `unknown` when it reports none. */
export const versionOf = async (client: KurrentDBClient): Promise<string> =>
  (await client['capabilities']).serverVersion;
