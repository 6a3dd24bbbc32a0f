import { Trans } from '@lingui/react/macro';
import type { Act } from './act.js';
import type { Stage } from './sending.js';

interface OutcomeProps {
  readonly stage: Stage;
  readonly act: Act;
  send(): Promise<void>;
  seen(): Promise<void>;
  close(): void;
}

/** What came of sending: recorded, refused, changed meanwhile, or not known; each with what to do next. */
export const Outcome = ({ stage, send, seen, close }: OutcomeProps) => {
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
        <div className="note care" role="alert">
          <div>
            <p>
              <b>
                <Trans>
                  The commitment changed while you were writing. Nothing was recorded, and nothing you typed is lost.
                </Trans>
              </b>
            </p>
            <Changes more={stage.problem.more} />
            <p>
              <button type="button" className="btn" onClick={() => void seen()}>
                <Trans>I have seen it; let me send it</Trans>
              </button>
            </p>
          </div>
        </div>
      );
    case 'unknown':
      return (
        <div className="note care" role="alert">
          <div>
            <p>
              <b>
                <Trans>No answer came, so nobody knows here whether it was recorded.</Trans>
              </b>
            </p>
            <p>
              <Trans>Send it again: if it was recorded, it stays recorded once.</Trans>{' '}
              <button type="button" className="btn" onClick={() => void send()}>
                <Trans>Send it again</Trans>
              </button>
            </p>
          </div>
        </div>
      );
  }
};

interface Change {
  readonly field: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

const shown = (value: unknown): string =>
  value === undefined || value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value);

/** What moved since the form was opened, as the server tells it. */
const Changes = ({ more }: { more: Readonly<Record<string, unknown>> }) => {
  const changed = (more['changed'] ?? []) as readonly Change[];
  if (changed.length === 0) return null;
  return (
    <table className="changes">
      <thead>
        <tr>
          <th scope="col">
            <Trans>What</Trans>
          </th>
          <th scope="col">
            <Trans>When you began</Trans>
          </th>
          <th scope="col">
            <Trans>Now</Trans>
          </th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{shown(from)}</td>
            <td>
              <b>{shown(to)}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
