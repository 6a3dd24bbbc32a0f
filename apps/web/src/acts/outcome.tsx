import type { ReactNode } from 'react';
import { Trans } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { signInEnded } from '../api/sign-in-ended.js';
import { Changes } from './changes.js';
import type { Stage } from './sending.js';

interface OutcomeProps {
  readonly stage: Stage;
  send(): Promise<void>;
  seen(): Promise<void>;
  anew(): void;
  close(): void;
}

/** What came of sending: recorded, refused, changed meanwhile, or not known; each with what to do next. */
export const Outcome = ({ stage, send, seen, anew, close }: OutcomeProps) => {
  const queries = useQueryClient();
  switch (stage.at) {
    case 'writing':
    case 'sending':
      return null;
    case 'recorded':
      return (
        <div className="note good" role="status">
          <p>
            {stage.position === undefined ? (
              <Trans>It was so already; nothing was recorded.</Trans>
            ) : (
              <Trans>Recorded at position {stage.position}.</Trans>
            )}{' '}
            <button type="button" className="btn quiet" onClick={close}>
              <Trans>Close</Trans>
            </button>
          </p>
        </div>
      );
    case 'refused':
      return (
        <div className="note warn" role="alert">
          <div>
            <p>
              <b>{stage.problem.detail ?? stage.problem.title}</b>
            </p>
            <p>{stage.problem.wayOut}</p>
            <p className="faint">
              <Trans>Nothing was recorded. What you typed is still here.</Trans>
            </p>
          </div>
        </div>
      );
    case 'stale':
      return (
        <Notice
          what={<Trans>It changed while you were writing. Nothing was recorded, and nothing you typed is lost.</Trans>}
          more={<Changes of={stage.problem} />}
        >
          <button type="button" className="btn" onClick={() => void seen()}>
            <Trans>I have seen it; let me send it</Trans>
          </button>
        </Notice>
      );
    case 'recordedBefore':
      return (
        <Notice
          what={
            <Trans>
              What you sent before is recorded. What stands here now is something else, and is not recorded.
            </Trans>
          }
        >
          <button type="button" className="btn" onClick={anew}>
            <Trans>Make a further entry of it</Trans>
          </button>
        </Notice>
      );
    case 'signedOut':
      return (
        <Notice
          what={
            <Trans>
              Your sign-in has ended. Nothing was recorded, and nothing you typed is lost: it is sent once you have
              signed in again.
            </Trans>
          }
        >
          <button type="button" className="btn" onClick={() => signInEnded(queries)}>
            <Trans>Sign in again</Trans>
          </button>
        </Notice>
      );
    case 'unknown':
      return (
        <Notice what={<Trans>No answer came, so nobody knows here whether it was recorded.</Trans>}>
          <Trans>Send it again: if it was recorded, it stays recorded once.</Trans>{' '}
          <button type="button" className="btn" onClick={() => void send()}>
            <Trans>Send it again</Trans>
          </button>
        </Notice>
      );
  }
};

interface NoticeProps {
  readonly what: ReactNode;
  readonly more?: ReactNode;
  /** What to do next. */
  readonly children: ReactNode;
}

const Notice = ({ what, more, children }: NoticeProps) => (
  <div className="note care" role="alert">
    <div>
      <p>
        <b>{what}</b>
      </p>
      {more}
      <p>{children}</p>
    </div>
  </div>
);
