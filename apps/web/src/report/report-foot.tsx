import { Plural, Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { ReportedAction } from '../api/types.gen.js';
import { dateWords } from '../words/dates.js';
import { FootLine } from './foot-line.js';

/** What a printed report is held against: its position, what the ledger had signed there, and its digest. */
export const ReportFoot = ({ of: { session, side, position, on, tree, restsOn, digest } }: { of: ReportedAction }) => (
  <dl className="report-foot small">
    <FootLine label={<Trans>As of</Trans>}>
      <Link to="." search={(before) => ({ ...before, session, side, asOf: String(position) })}>
        <Trans>position {position}</Trans>
      </Link>
      , {dateWords(on)}
    </FootLine>
    <FootLine label={<Trans>Checkpoint</Trans>}>
      {tree ? (
        <Trans>
          {tree.size} events, root <bdi className="code">{tree.root}</bdi>
        </Trans>
      ) : (
        <Trans>not signed</Trans>
      )}
    </FootLine>
    <FootLine label={<Trans>Digest</Trans>}>
      <bdi className="code">{digest}</bdi>
    </FootLine>
    <FootLine label={<Trans>Rests on</Trans>}>
      <Plural
        value={restsOn.length}
        one="# event, which the files list with its digest"
        other="# events, which the files list with their digests"
      />
    </FootLine>
    <FootLine label={<Trans>Holds</Trans>}>
      <Trans>what everybody may read; what is internal to a side is not in it</Trans>
    </FootLine>
  </dl>
);
