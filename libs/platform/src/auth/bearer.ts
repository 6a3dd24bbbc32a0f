import { Unauthenticated } from './authenticator.js';

/** Longer than any honest token, and short enough that checking it costs next to nothing. */
export const MAX_CHARACTERS = 8192;

/** RFC 6750: the scheme in any case, spaces, and one token of URL-safe characters. */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * The token of an Authorization header.
 *
 * @throws Unauthenticated
 */
export const bearerToken = (authorization: string | readonly string[] | undefined): string => {
  const values = typeof authorization === 'string' ? [authorization] : (authorization ?? []);
  const [value, ...others] = values;
  if (value === undefined || value.trim() === '')
    throw new Unauthenticated('missing', 'Send a token: Authorization: Bearer and the token.');
  if (others.length > 0) throw new Unauthenticated('malformed', 'Send one Authorization header, not several.');
  if (value.length > MAX_CHARACTERS)
    throw new Unauthenticated('malformed', `The token is longer than ${MAX_CHARACTERS} characters.`);
  const token = BEARER.exec(value)?.[1];
  if (token === undefined)
    throw new Unauthenticated('malformed', 'The Authorization header must be Bearer, a space and one token.');
  return token;
};
