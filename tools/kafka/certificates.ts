import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Paths of PEM files. */
export interface Certificates {
  readonly ca: string;
  /** Key and certificate in one file. */
  readonly server: string;
  readonly client: KeyPair;
}

/**
 * A certificate authority for the broker, and the certificates that it signed for the server and one client. openssl
 * makes them the first time; they stay in the folder and are valid for a year.
 */
export const certificates = async (folder: string): Promise<Certificates> => {
  const file = (name: string) => join(folder, name);
  const made = {
    ca: file('ca.crt'),
    server: file('server.pem'),
    client: { cert: file('client.crt'), key: file('client.key') },
  };
  if (existsSync(made.server)) return made;
  await mkdir(folder, { recursive: true });
  const ca = { cert: made.ca, key: file('ca.key') };
  const server = { cert: file('server.crt'), key: file('server.key') };
  await certify('JWG test authority', ca, ['basicConstraints=critical,CA:TRUE']);
  await certify('jwg-client', made.client, ['extendedKeyUsage=clientAuth'], ca);
  await certify('127.0.0.1', server, ['subjectAltName=IP:127.0.0.1', 'extendedKeyUsage=serverAuth'], ca);
  for (const part of [server.key, server.cert]) await appendFile(made.server, await readFile(part));
  return made;
};

/** Makes a certificate signed by the authority, or a self-signed one if no authority is given. */
const certify = async (name: string, { cert, key }: KeyPair, extensions: readonly string[], authority?: KeyPair) => {
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', key, '-out', cert];
  const signed = authority ? ['-CA', authority.cert, '-CAkey', authority.key] : [];
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  await promisify(execFile)('openssl', [
    // The machine's own openssl settings would make every certificate an authority.
    ...['req', '-config', '/dev/null', '-x509', '-days', '365', '-subj', `/CN=${name}`, ...fresh, ...signed, ...added],
  ]);
};
