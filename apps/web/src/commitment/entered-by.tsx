import { Trans } from '@lingui/react/macro';
import type { Actor } from '../api/types.gen.js';
import type { Names } from '../words/names.js';
import { actorOf, useWho } from '../words/who.js';

/** Who entered it, where that was not who did it. */
export const EnteredBy = ({ actor, names }: { actor: Actor; names: Names }) => {
  const who = useWho(names);
  if (actor.onBehalfOf === undefined) return null;
  const by = who(actorOf(actor));
  return (
    <p className="src">
      <Trans>Entered by the recorder for {by}.</Trans>
    </p>
  );
};
