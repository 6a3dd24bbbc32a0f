import { variable } from '@jwg/platform';
import { Failure } from './failures.js';

export const server = (text: string): string => addressIn('--url', text);

/** The ledger's own public address, as the environment of its server says it. */
export const publicAddress = (): string =>
  addressIn('JWG_PUBLIC_URL', variable(process.env, 'JWG_PUBLIC_URL') ?? 'http://localhost:3000');

/** The URL of a server without slashes at its end; a query string or fragment is refused. */
export const addressIn = (option: string, text: string): string => {
  const isAddress = /^https?:\/\/[^?#]+$/.test(text) && URL.canParse(text);
  if (text.includes('@'))
    throw new Failure('invalid', `${option} takes an address without a user name and a password: others read it.`);
  if (!isAddress)
    throw new Failure('invalid', `${option} takes the address of a server, like http://127.0.0.1:3000, not ${text}.`);
  return text.replace(/\/+$/, '');
};
