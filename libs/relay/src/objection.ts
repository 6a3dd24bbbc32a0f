import { PublishFailed } from './topics.js';

/** What the brokers want to see of this client, or this client of them. */
export type Objection = 'credentials' | 'certificate';

/** By `reason`; brokers close the connection of a client that should have signed in and does not. */
const signingIn: ReadonlySet<string> = new Set([
  ...['KafkaJSSASLAuthenticationError', 'KafkaJSConnectionClosedError'],
  ...['UNSUPPORTED_SASL_MECHANISM', 'ILLEGAL_SASL_STATE', 'SASL_AUTHENTICATION_FAILED'],
]);

/** Node's codes for what is wrong with a certificate, and OpenSSL's for what the other end says of ours. */
const ofCertificates = /CERT|SIGNATURE|^ERR_(SSL|TLS)_/;

/** Why the brokers were not spoken with, by codes; `undefined` if it was not for signing in or a certificate. */
export const objectionOf = (error: unknown): Objection | undefined => {
  if (!(error instanceof PublishFailed)) return undefined;
  if (signingIn.has(error.reason)) return 'credentials';
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && ofCertificates.test(code) ? 'certificate' : undefined;
};
