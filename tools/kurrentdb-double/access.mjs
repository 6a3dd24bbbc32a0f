import * as errors from './errors.mjs';
import * as errorsV2 from './errors-v2.mjs';

/**
 * Who may do what: nobody is asked for a name unless `credentials` are set; then nameless callers are denied access
 * and wrong passwords are told so.
 *
 * @param {{ credentials?: { username: string, password: string }, rights?: { readAll?: boolean } }} options
 */
export const accessRules = ({ credentials, rights }) => {
  const pass =
    credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
  return {
    /** @returns the refusal of a call, if it is refused */
    refusal(call, { readsAll = false, v2 = false } = {}) {
      const given = call.metadata.get('authorization')[0];
      if (pass && given === undefined) return v2 ? errorsV2.accessDenied('the operation') : errors.accessDenied();
      if (pass && given !== pass) return errors.unauthenticated();
      if (readsAll && rights?.readAll === false) return errors.accessDenied();
      return undefined;
    },
  };
};
