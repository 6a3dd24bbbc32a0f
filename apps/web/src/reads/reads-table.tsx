import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import type { RecordedRead } from '../api/types.gen.js';
import { Side } from '../marks/side.js';
import { instantWords } from '../words/dates.js';
import type { Names } from '../words/names.js';
import { SubjectLink } from '../words/subject-link.js';
import { textIn, Words } from '../words/text.js';
import { exportWords, readWords } from './read-words.js';

/** A line for each entry. */
export const ReadsTable = ({ of, names }: { of: readonly RecordedRead[]; names: Names }) => {
  const { t } = useLingui();
  return (
    <div className="scroll wide-in-print" role="region" aria-label={t`Reads on record`} tabIndex={0}>
      <table className="bd-table reads-table">
        <caption className="sr">
          <Trans>Reads on record</Trans>
        </caption>
        <thead>
          <tr>
            {[t`Recorded`, t`Who`, t`What`, t`Of what`, t`How far`, t`What for`].map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.map((it) => (
            <Row key={it.position} of={it} names={names} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Row = ({ of, names }: { of: RecordedRead; names: Names }) => {
  const { reader } = of;
  return (
    <tr>
      <th scope="row">
        <time dateTime={of.recordedAt}>{instantWords(of.recordedAt)}</time>
        <div className="small quiet">
          <Trans>position {of.position}</Trans>
        </div>
      </th>
      <td>
        <bdi>{reader.id}</bdi>
        {reader.side !== undefined && (
          <>
            {' '}
            <Side side={reader.side} name={names.side(reader.side)} />
          </>
        )}
        {reader.institution !== undefined && (
          <div className="small quiet">
            <Words of={names.institution(reader.institution).name} />
          </div>
        )}
      </td>
      <td>
        <What of={of} names={names} />
      </td>
      <td>
        {of.subject !== undefined && (
          <div>
            <SubjectLink subject={of.subject} />
          </div>
        )}
        {of.forum === undefined ? <Trans>the whole ledger</Trans> : <Words of={names.forum(of.forum)} />}
      </td>
      <td className="num">
        {of.after === undefined ? (
          <Trans>up to position {of.upTo}</Trans>
        ) : (
          <Trans>
            after position {of.after}, up to {of.upTo}
          </Trans>
        )}
      </td>
      <td className={of.purpose === undefined ? 'faint' : undefined}>
        {of.purpose === undefined ? <Trans>none was given</Trans> : <bdi>{of.purpose}</bdi>}
      </td>
    </tr>
  );
};

const What = ({ of: { what, format, of }, names }: { of: RecordedRead; names: Names }) => {
  const { _ } = useI18n();
  const side = of === undefined ? undefined : textIn(names.side(of)).words;
  return (
    <>
      {what === 'export' ? format !== undefined && _(exportWords[format]) : _(readWords[what])}
      {side !== undefined && (
        <div className="small quiet">
          {what === 'bundle' ? <Trans>with what is internal to {side}</Trans> : <Trans>as {side} answers for it</Trans>}
        </div>
      )}
    </>
  );
};
