import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ExportFormat, ReadKind } from '../api/types.gen.js';

/** What was given out as a whole; of an export its form is said. */
export const readWords: Readonly<Record<Exclude<ReadKind, 'export'>, MessageDescriptor>> = {
  bundle: msg`Bundle`,
  report: msg`Report`,
};

export const exportWords: Readonly<Record<ExportFormat, MessageDescriptor>> = {
  csv: msg`Commitments (CSV)`,
  ndjson: msg`Events (NDJSON)`,
  prov: msg`Provenance (PROV-O)`,
};
