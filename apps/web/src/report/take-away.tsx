import { Trans, useLingui } from '@lingui/react/macro';
import { addressOf } from '../api/fetch-json.js';

interface TakeAwayProps {
  /** Of the report in the API. */
  readonly path: string;
  /** How to ask for what is shown: what is printed later is this one. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** What its files are called, without their endings. */
  readonly name: string;
}

/** A report as files. */
export const TakeAway = ({ path, asked, name }: TakeAwayProps) => {
  const { t } = useLingui();
  const address = (format?: string) => addressOf(path, { ...asked, format });
  return (
    <p className="row no-print" role="group" aria-label={t`Take it away`}>
      <a className="btn" href={address('html')} target="_blank" rel="noreferrer">
        <Trans>A sheet to print, or to save as PDF</Trans>
      </a>
      <a className="btn" href={address('csv')} download={`${name}.csv`}>
        <Trans>Table (CSV)</Trans>
      </a>
      <a className="btn" href={address('md')} download={`${name}.md`}>
        <Trans>Text (Markdown)</Trans>
      </a>
      <a className="btn" href={address()} target="_blank" rel="noreferrer">
        <Trans>The same from the API, as JSON</Trans>
      </a>
    </p>
  );
};
