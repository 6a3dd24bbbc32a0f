import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ForumRecord, Matrix, MatrixLine } from '../api/types.gen.js';
import { Mark } from '../marks/mark.js';
import { StatusName } from '../marks/status.js';
import { dateWords } from '../words/dates.js';
import { didWords, wordsOnly } from '../words/did-words.js';
import { statusWords } from '../words/status-words.js';
import { textIn } from '../words/text.js';

/** Commitments by session: the line is the status, the marks on it are what each session did. */
export const MatrixGrid = ({ matrix, forum }: { matrix: Matrix; forum: ForumRecord }) => (
  <div className="mx-box">
    <table className="mx">
      <caption className="sr">
        <Trans>
          Commitments of {textIn(forum.name).words} by session, as of position {matrix.position}
        </Trans>
      </caption>
      <thead>
        <tr>
          <th className="h" scope="col">
            <span className="r">
              <Trans>Commitment</Trans>
            </span>
          </th>
          {matrix.sessions.map(({ id, ordinal, openedOn }) => (
            <th key={id} scope="col">
              <span className="s">
                <span className="o">
                  <small>
                    <Trans>Session</Trans>
                  </small>
                  {ordinal}
                </span>
                {openedOn !== undefined && <span className="d num">{dateWords(openedOn, 'short')}</span>}
              </span>
            </th>
          ))}
          <th className="now" scope="col">
            <span className="r">
              <b>
                <Trans>Now</Trans>
              </b>
            </span>
          </th>
        </tr>
      </thead>
      <tbody>
        {matrix.commitments.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </tbody>
    </table>
  </div>
);

const Line = ({ line }: { line: MatrixLine }) => {
  const { _ } = useI18n();
  return (
    <tr>
      <th className="h" scope="row">
        <Link className="r" to="." hash={line.id}>
          <span className="id">{line.id}</span>
          <span className="t">{line.titles ? textIn(line.titles).words : line.title}</span>
        </Link>
      </th>
      {line.cells.map(({ session, did, status }) => (
        <td key={session} className={status === null ? 'c none' : `c ${status}`}>
          {status !== null && (
            <span className="b">
              <span className="acts">
                {did.map((it) => (
                  <span key={it} className={wordsOnly.has(it) ? 'act words' : 'act'}>
                    <Mark name={it} />
                    <span className="w">{_(didWords[it])}</span>
                  </span>
                ))}
              </span>
              <span className="sw">{_(statusWords[status])}</span>
            </span>
          )}
          {status !== null && <span className={`rb ${status} from`} />}
        </td>
      ))}
      <td className="now">
        <span className="r">
          <StatusName status={line.status} />
        </span>
      </td>
    </tr>
  );
};
