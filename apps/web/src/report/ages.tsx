import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReportedForum } from '../api/types.gen.js';
import { BarChart } from './bar-chart.js';

/** How long ago what is open was brought up: drawn, and beside it as a table. */
export const Ages = ({ of: { ages } }: { of: ReportedForum }) => {
  const { t } = useLingui();
  const drawn = ages.map(({ fromMonths, belowMonths, count }) => ({
    label: belowMonths === undefined ? `${fromMonths}+` : `${fromMonths}–${belowMonths}`,
    value: count,
  }));
  return (
    <section aria-labelledby="ages">
      <h3 id="ages">
        <Trans>How old is what is open</Trans>
      </h3>
      <div className="drawn">
        {ages.some(({ count }) => count > 0) && (
          <figure>
            <BarChart title={t`Open commitments by their age in months; the table has the numbers`} of={drawn} />
            <figcaption className="small quiet">
              <Trans>Open commitments, by months since they were brought up</Trans>
            </figcaption>
          </figure>
        )}
        <table className="plain">
          <caption className="sr">
            <Trans>How old is what is open</Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Age</Trans>
              </th>
              <th scope="col">
                <Trans>Open</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {ages.map(({ fromMonths, belowMonths, count }) => (
              <tr key={fromMonths}>
                <th scope="row">
                  <Span from={fromMonths} below={belowMonths} />
                </th>
                <td className="num">
                  <Plural value={count} one="# commitment" other="# commitments" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const Span = ({ from: fromMonths, below: belowMonths }: { from: number; below?: number }) =>
  belowMonths === undefined ? (
    <Trans>{fromMonths} months or more</Trans>
  ) : (
    <Trans>
      {fromMonths} to {belowMonths} months
    </Trans>
  );
