import { Trans } from '@lingui/react/macro';
import { useOwnSide } from '../api/me.js';
import type { SessionRecord, MinutesSignature as Signature } from '../api/types.gen.js';
import { SourceLine } from '../marks/source-line.js';
import { dateWords } from '../words/dates.js';
import { lastPart } from '../words/ids.js';
import { alternat } from '../words/alternat.js';
import type { Names } from '../words/names.js';
import { textIn } from '../words/text.js';
import { shortDigest } from './digest.js';

/** Two equal blocks, a reader's own side first: who signed which text, by its digest; or that nobody is recorded to have. */
export const Signatures = ({ of, names }: { of: SessionRecord; names: Names }) => {
  const { signatures, versions } = of.minutes;
  const latest = versions.at(-1)?.version;
  const valid = (side: string) => signatures.findLast((it) => it.side === side && !it.void);
  const own = useOwnSide();
  const [one, two] = names.sides.map(valid);
  const sameText = one !== undefined && one.version === two?.version;
  return (
    <section className="sec" aria-labelledby="signatures">
      <h2 id="signatures">
        <Trans>Signatures</Trans>
      </h2>
      <div className="sigs">
        {alternat(names.sides, own).map((side, n) => (
          <div key={side} className="sig">
            <span className={valid(side) ? 'seal' : 'seal open'} aria-hidden="true">
              {side}
            </span>
            <div>
              <Signed
                of={valid(side)}
                side={textIn(names.side(side)).words}
                digest={versions.find(({ version }) => version === valid(side)?.version)?.digest}
                sameText={n > 0 && sameText}
                drafted={latest !== undefined}
              />
              {signatures
                .filter((it) => it.side === side && it.void)
                .map((it) => (
                  <Voided key={it.eventId} of={it} />
                ))}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
};

interface SignedProps {
  readonly of: Signature | undefined;
  readonly side: string;
  readonly digest: string | undefined;
  readonly sameText: boolean;
  readonly drafted: boolean;
}

const Signed = ({ of, side, digest, sameText, drafted }: SignedProps) => {
  if (!of)
    return (
      <p>
        {drafted ? (
          <Trans>{side} is not recorded as having signed.</Trans>
        ) : (
          <Trans>No minutes are recorded that {side} could have signed.</Trans>
        )}
      </p>
    );
  const { signatory, office, version, signedOn } = of;
  return (
    <>
      <p>
        {signatory === undefined ? (
          <Trans>
            <b>Name not reported</b> for {side}
          </Trans>
        ) : (
          <Trans>
            <b>{signatory}</b> for {side}
          </Trans>
        )}
      </p>
      {office !== undefined && (
        <p className="quiet small">
          <bdi>{office}</bdi>
        </p>
      )}
      <p className="small">
        <Trans>
          signed version {version} on {dateWords(signedOn)}
        </Trans>
      </p>
      {digest !== undefined && (
        <p className="digest" title={digest}>
          {sameText ? (
            <Trans>sha-256 {shortDigest(digest)}: the same text</Trans>
          ) : (
            <Trans>sha-256 {shortDigest(digest)}</Trans>
          )}
        </p>
      )}
      <SourceLine of={of} />
    </>
  );
};

const Voided = ({ of: { version, signedOn, voidBecause } }: { of: Signature }) => (
  <p className="small voided">
    <span className="tag warn">
      <Trans>void</Trans>
    </span>{' '}
    <Trans>
      signed version {version} on {dateWords(signedOn)}
    </Trans>
    <span className="line">
      <Because of={voidBecause} />
    </span>
  </p>
);

const Because = ({ of }: { of: Signature['voidBecause'] }) => {
  if (of === undefined) return <Trans>A later version took its place.</Trans>;
  switch (of.because) {
    case 'mistake':
      return (
        <Trans>
          It was recorded by mistake: <bdi>{of.reason}</bdi>
        </Trans>
      );
    case 'corrected':
      return <Trans>The record of statement {lastPart(of.statementId)} was corrected after it.</Trans>;
    case 'annulled':
      return <Trans>Statement {lastPart(of.statementId)} was annulled after it.</Trans>;
    case 'added':
      return <Trans>Statement {lastPart(of.statementId)} was added after it.</Trans>;
  }
};
