import type { ForumReport } from '@jwg/read-models';
import { sha256 } from '../action-taken/digests.js';

/** How the report of a forum was asked for: asked so again, it is the same. */
export interface AskedForum {
  readonly asOf: string;
  readonly asOfBasis?: 'occurred';
  readonly signedOnly?: true;
  /** Whose it is: it holds what they may read. `everybody`, a side, or `wholeLedger`. */
  readonly reader: string;
}

/** A forum’s report with how it was made. */
export interface ReportedForum extends ForumReport {
  readonly asked: AskedForum;
  /** Of all the rest: `sha256:` and 64 digits. */
  readonly digest: string;
}

export const reportedForum = (report: ForumReport, asked: AskedForum): ReportedForum => {
  const content = { ...report, asked };
  return { ...content, digest: `sha256:${sha256(content)}` };
};
