import type { ReactNode } from 'react';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Figure, Figures, ReportedForum } from '../api/types.gen.js';
import type { Names } from '../words/names.js';
import { textIn, Words, type Text } from '../words/text.js';

interface TableProps {
  readonly of: ReportedForum;
  readonly names: Names;
}

/** The five figures of the whole forum, of each side and of each institution; each opens what it counts. */
export const FigureTable = ({ of: report, names }: TableProps) => {
  const { t } = useLingui();
  const titles = new Map(report.named.map(({ id, title, titles: all }) => [id, all ?? { en: title }]));
  const row = (key: string, head: ReactNode, figures: Figures) => (
    <Row key={key} head={head} figures={figures} titles={titles} />
  );
  return (
    <div className="scroll wide-in-print" role="region" aria-label={t`Figures`} tabIndex={0}>
      <table className="bd-table report-table">
        <thead>
          <tr>
            {[t`Of`, t`Completed`, t`Slipped`, t`Overdue`, t`Carried over`, t`Silent`].map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('whole', <Trans>The whole forum</Trans>, report.whole)}
          {report.sides.map((it) => row(it.side, textIn(names.side(it.side)).words, it))}
          {report.institutions.map((it) =>
            row(
              it.institution,
              <Link to="/institutions/$institution" params={{ institution: it.institution }}>
                <Words of={it.name} />
              </Link>,
              it,
            ),
          )}
        </tbody>
      </table>
      {report.shortened?.includes('institutions') && (
        <p className="small">
          <Trans>Only the hundred institutions with the most commitments are listed.</Trans>
        </p>
      )}
    </div>
  );
};

type Titles = ReadonlyMap<string, Text>;

const Row = ({ head, figures, titles }: { head: ReactNode; figures: Figures; titles: Titles }) => {
  const { completion, slip, overdue, carriedOver, silence, commitments } = figures;
  const cell = (figure: Figure, words: (value: number) => ReactNode) => (
    <td>
      <Cell of={figure} titles={titles}>
        {/* How long, or how often, says nothing where nothing is counted; a rate of nought does. */}
        {figure.value !== undefined && (figure.count > 0 || figure === completion) && words(figure.value)}
      </Cell>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        {head}
        <div className="small quiet">
          <Plural value={commitments} one="# commitment" other="# commitments" />
        </div>
      </th>
      {cell(completion, (value) => (
        <>{value} %</>
      ))}
      {cell(slip, (days) => (
        <Plural value={days} one="median # day" other="median # days" />
      ))}
      {cell(overdue, () => null)}
      {cell(carriedOver, (times) => (
        <Plural value={times} one="once in all" other="# times in all" />
      ))}
      {cell(silence, (sessions) => (
        <Plural value={sessions} one="for up to # session" other="for up to # sessions" />
      ))}
    </tr>
  );
};

const Cell = ({ of, titles, children }: { of: Figure; titles: Titles; children: ReactNode }) => (
  <>
    <b className="num">{children}</b>
    <div className="num">
      <Trans>
        {of.count} of {of.of}
      </Trans>
    </div>
    {of.items.length > 0 && (
      <details className="small">
        <summary>
          <Trans>Which</Trans>
        </summary>
        <ul>
          {of.items.map(({ commitment, events }) => (
            <li key={commitment}>
              <Link to="/commitments/$commitment" params={{ commitment }}>
                <Words of={titles.get(commitment) ?? { en: commitment }} />
              </Link>{' '}
              {events.map((position) => (
                <Link
                  key={position}
                  className="num"
                  to="/commitments/$commitment"
                  params={{ commitment }}
                  hash={`p${position}`}
                >
                  [{position}]
                </Link>
              ))}
            </li>
          ))}
        </ul>
        {of.more !== undefined && <Plural value={of.more} one="and # more" other="and # more" />}
      </details>
    )}
  </>
);
