import { Trans } from '@lingui/react/macro';
import { useState } from 'react';

/** A citation with its moment in it, so that whoever follows it sees what the reader sees. */
export const Cite = ({ id, position }: { id: string; position: number }) => {
  const [copied, setCopied] = useState(false);
  const words = `${id}, JWG Ledger, position ${position}`;
  const copy = async () => {
    const address = new URL(location.href);
    address.searchParams.set('asOf', String(position));
    address.hash = '';
    await navigator.clipboard.writeText(`${words}, ${address.href}`);
    setCopied(true);
  };
  return (
    <section className="card cite">
      <div className="hd">
        <h2>
          <Trans>Cite</Trans>
        </h2>
      </div>
      <div className="bd small">
        <p className="code">
          <bdi>{words}</bdi>
        </p>
        <button type="button" className="btn" onClick={() => void copy()}>
          <Trans>Copy with its address</Trans>
        </button>
        <p role="status" className="faint">
          {copied && <Trans>Copied with this moment in it.</Trans>}
        </p>
      </div>
    </section>
  );
};
