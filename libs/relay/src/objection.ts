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

/** By `reason`. A broker that closes the connection is there, and wants something of this client. */
const beingAway: ReadonlySet<string> = new Set([
  ...['Deadline', 'Unreachable', 'KafkaJSConnectionError', 'KafkaJSBrokerNotFound', 'KafkaJSRequestTimeoutError'],
  'KafkaJSNumberOfRetriesExceeded',
]);

/** Whether the brokers did not answer at all; one that objects is there. */
export const areAway = (error: PublishFailed): boolean =>
  beingAway.has(error.reason) && objectionOf(error) === undefined;

/** Why the brokers were not spoken with, by codes; `undefined` if it was not for signing in or a certificate. */
export const objectionOf = (error: unknown): Objection | undefined => {
  if (!(error instanceof PublishFailed)) return undefined;
  if (signingIn.has(error.reason)) return 'credentials';
  for (let it = error.cause; it instanceof Error; it = it.cause) {
    const { code } = it as { code?: unknown };
    if (typeof code === 'string' && ofCertificates.test(code)) return 'certificate';
  }
  return undefined;
};
