import { useId, useState } from 'react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Mark } from '../marks/mark.js';
import { digestOf } from './digest.js';

/** A reference to evidence: where it is, and the digest of the file as this page computed it. */
export interface GivenReference {
  readonly reference: string;
  readonly title?: string;
  readonly digest?: string;
}

interface ReferencesProps {
  readonly id: string;
  readonly value: readonly GivenReference[];
  /** How many may be given. */
  readonly most?: number;
  onChange(value: readonly GivenReference[]): void;
}

const shortDigest = (digest: string) => `${digest.slice(7, 11)}…${digest.slice(-4)}`;

/**
 * Evidence by reference: an address, or the name of a paper. Of a file here only its digest is taken; the file itself goes
 * nowhere.
 */
export const References = ({ id, value, most = 20, onChange }: ReferencesProps) => {
  const { t } = useLingui();
  const [isReading, setReading] = useState(false);
  const fileId = useId();
  const put = (n: number, change: Partial<GivenReference>) =>
    onChange(value.map((it, at) => (at === n ? { ...it, ...change } : it)));
  const take = async (file: File | undefined) => {
    if (!file) return;
    setReading(true);
    const digest = await digestOf(file);
    setReading(false);
    onChange([...value, { reference: file.name, digest }].slice(-most));
  };
  const rows = value.length === 0 ? [{ reference: '' }] : value;
  return (
    <div className="references">
      {rows.map((it: GivenReference, n) => (
        <div key={n} className="reference">
          <input
            id={n === 0 ? id : undefined}
            className="input"
            aria-label={t`Where it is: an address, or the name of the document`}
            value={it.reference}
            onChange={({ target }) =>
              value.length === 0
                ? onChange(target.value === '' ? [] : [{ reference: target.value }])
                : put(n, { reference: target.value })
            }
          />
          {it.digest !== undefined && (
            <span className="code faint">
              <Trans>sha-256 {shortDigest(it.digest)}, computed here</Trans>
            </span>
          )}
          {value.length > 0 && (
            <button
              type="button"
              className="btn quiet"
              aria-label={t`Leave out ${it.reference}`}
              onClick={() => onChange(value.filter((_, at) => at !== n))}
            >
              <Mark name="close" />
            </button>
          )}
        </div>
      ))}
      <div className="row">
        {value.length > 0 && value.length < most && (
          <button type="button" className="btn" onClick={() => onChange([...value, { reference: '' }])}>
            <Trans>One more</Trans>
          </button>
        )}
        <label htmlFor={fileId} className="btn">
          <Mark name="doc" /> {isReading ? <Trans>Reading the file …</Trans> : <Trans>Digest of a file …</Trans>}
        </label>
        <input id={fileId} type="file" className="sr" onChange={({ target }) => void take(target.files?.[0])} />
      </div>
    </div>
  );
};
