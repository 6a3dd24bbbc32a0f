import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { CommitmentSummary, SessionRecord } from '../api/types.gen.js';
import { Seals } from '../marks/seals.js';
import { dateWords } from '../words/dates.js';
import { languages } from '../words/language.js';
import { lastPart } from '../words/ids.js';
import { Words } from '../words/text.js';
import { ChangedFields } from './changed-fields.js';
import { comparedIn, differs, type Aligned, type Compared } from './compared.js';
import { shortDigest } from './digest.js';
import { LeftOut } from './left-out.js';

interface DraftProps {
  readonly of: SessionRecord;
  readonly first: boolean;
  readonly commitments: ReadonlyMap<string, CommitmentSummary>;
}

/** Two versions beside each other, statement by statement; what differs is marked and stays readable. */
export const DraftAgainstSigned = ({ of, first, commitments }: DraftProps) => {
  const compared = comparedIn(of, first);
  if (!compared) return null;
  const { rows } = compared;
  const signed = of.minutes.inEffect !== undefined;
  const number = rows.filter(differs).length;
  return (
    <section className="sec" aria-labelledby="compared">
      <h2 id="compared">
        {signed ? <Trans>Draft against signed text</Trans> : <Trans>The last two drafts</Trans>}
        <small>
          <Plural
            value={number}
            _0={`none of ${rows.length} statements differs`}
            one={`# of ${rows.length} statements differs`}
            other={`# of ${rows.length} statements differ`}
          />
        </small>
      </h2>
      <OtherDraft of={of} first={first} />
      <table className="two-col">
        <caption className="sr">
          <Trans>Each statement in both versions</Trans>
        </caption>
        <thead>
          <tr>
            <Head of={compared.from} words={<Trans>Draft {compared.from.version}</Trans>} />
            <Head
              of={compared.to}
              words={
                signed ? (
                  <>
                    <Seals signed={[true, true]} /> <Trans>Version {compared.to.version}, signed by both</Trans>
                  </>
                ) : (
                  <Trans>Draft {compared.to.version}</Trans>
                )
              }
            />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.statement.id} row={row} inEffect={of.minutes.inEffect} commitments={commitments} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** To the other draft that the signed text can be held against. */
const OtherDraft = ({ of, first }: { of: SessionRecord; first: boolean }) => {
  const last = comparedIn(of)?.from.version;
  const other = of.draftAgainstSigned?.from;
  if (typeof other !== 'number' || last === undefined || other === last) return null;
  return (
    <p className="small no-print beside">
      {first ? (
        <Link to="." search={(before) => ({ ...before, draft: undefined })} resetScroll={false}>
          <Trans>Hold it against draft {last} instead, the last one before it</Trans>
        </Link>
      ) : (
        <Link to="." search={(before) => ({ ...before, draft: 'first' })} resetScroll={false}>
          <Trans>Hold it against draft {other} instead, the first one</Trans>
        </Link>
      )}
    </p>
  );
};

const Head = ({ of, words }: { of: Compared['from']; words: React.ReactNode }) => {
  const named = of.languages.map((it) => (Object.hasOwn(languages, it) ? languages[it as keyof typeof languages] : it));
  return (
    <th scope="col" className="ch">
      <b>{words}</b>
      <span>{dateWords(of.on)}</span>, <bdi>{named.join(', ')}</bdi>,{' '}
      <span className="digest" title={of.digest}>
        <Trans>digest {shortDigest(of.digest)}</Trans>
      </span>
    </th>
  );
};

interface RowProps {
  readonly row: Aligned;
  readonly inEffect: SessionRecord['minutes']['inEffect'];
  readonly commitments: DraftProps['commitments'];
}

const Row = ({ row, inEffect, commitments }: RowProps) => {
  const { t } = useLingui();
  const { statement, where, changed } = row;
  const words = (
    <>
      <span className="n">{lastPart(statement.id)}</span> <Words of={statement.text} />
    </>
  );
  return (
    <tr>
      {where === 'signedOnly' ? (
        <td className="ce gone">{t`Not in the draft.`}</td>
      ) : (
        <td className={where === 'draftOnly' ? 'ce del' : 'ce same'}>{words}</td>
      )}
      {where === 'draftOnly' ? (
        <td className="ce gone small">
          <LeftOut statement={statement} on={inEffect?.on} commitments={commitments} />
        </td>
      ) : (
        <td className={where === 'signedOnly' ? 'ce new' : 'ce'}>
          {words}
          <ChangedFields of={changed} />
        </td>
      )}
    </tr>
  );
};
