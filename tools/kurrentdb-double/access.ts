import * as errors from './errors.ts';
import * as errorsV2 from './errors-v2.ts';
import type { grpc } from './protocol.ts';

export interface AccessOptions {
  /** Calls without them are denied; a wrong password fails authentication. The client sends them over TLS only. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** The rights of callers: `readAll: false` denies reading and following $all. */
  readonly rights?: { readonly readAll?: boolean };
}

export interface AccessRules {
  /** The refusal of a call, if it is refused. `v2`: as an error of the second protocol. */
  refusal(
    call: { readonly metadata: grpc.Metadata },
    how?: { readonly readsAll?: boolean; readonly v2?: boolean },
  ): errors.Refusal | undefined;
}

/**
 * Checks the rights of a caller. Without `credentials` in the options every caller is accepted. With them, a call
 * without credentials is denied access, and a wrong password fails authentication.
 */
export const accessRules = ({ credentials, rights }: AccessOptions): AccessRules => {
  const pass =
    credentials && `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`;
  return {
    refusal(call, { readsAll = false, v2 = false } = {}) {
      const given = call.metadata.get('authorization')[0];
      if (pass && given === undefined) return v2 ? errorsV2.accessDenied('the operation') : errors.accessDenied();
      if (pass && given !== pass) return errors.unauthenticated();
      if (readsAll && rights?.readAll === false) return errors.accessDenied();
      return undefined;
    },
  };
};
