import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Text } from './text.js';
import { textIn, Words } from './text.js';

interface Named {
  readonly id: string;
  readonly name: Text;
  readonly acronym?: string;
  readonly formerNames: readonly Text[];
  readonly succeededBy?: string;
}

/** An institution as a link, with the names that it had before and who took its place. */
export const InstitutionName = ({ institution }: { institution: Named }) => {
  const { id, name, acronym, formerNames, succeededBy } = institution;
  const former = formerNames.map((it) => textIn(it).words).join(', ');
  return (
    <>
      <Link to="/institutions/$institution" params={{ institution: id }}>
        <Words of={name} />
      </Link>
      {acronym !== undefined && <bdi> ({acronym})</bdi>}
      {former !== '' && (
        <div className="small faint">
          <Trans>
            formerly <bdi>{former}</bdi>
          </Trans>
        </div>
      )}
      {succeededBy !== undefined && (
        <div className="small faint">
          <Trans>
            succeeded by{' '}
            <Link to="/institutions/$institution" params={{ institution: succeededBy }}>
              {succeededBy}
            </Link>
          </Trans>
        </div>
      )}
    </>
  );
};
