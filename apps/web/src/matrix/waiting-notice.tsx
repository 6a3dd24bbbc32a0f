import { Plural, Trans } from '@lingui/react/macro';
import type { Waiting } from './use-waiting.js';

/** Says what is new over the lower edge of the window, where it moves nothing. */
export const WaitingNotice = ({ waiting, show }: { waiting: Waiting; show: () => void }) => {
  const { sessions, commitments } = waiting;
  return (
    <div role="status">
      {sessions + commitments > 0 && (
        <p className="waiting no-print">
          <New sessions={sessions} commitments={commitments} />{' '}
          <button type="button" className="btn primary" onClick={show}>
            <Trans>Show</Trans>
          </button>
        </p>
      )}
    </div>
  );
};

const New = ({ sessions, commitments }: Waiting) =>
  commitments === 0 ? (
    <Plural value={sessions} one="# new session" other="# new sessions" />
  ) : sessions === 0 ? (
    <Plural value={commitments} one="# new commitment" other="# new commitments" />
  ) : (
    <Trans>
      <Plural value={sessions} one="# new session" other="# new sessions" />,{' '}
      <Plural value={commitments} one="# new commitment" other="# new commitments" />
    </Trans>
  );
