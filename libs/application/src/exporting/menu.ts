import { ExportCommitmentsHandler } from './export-commitments.js';
import { ExportEventsHandler } from './export-events.js';
import { ExportProvenanceHandler } from './export-provenance.js';

export const exportHandlers = [ExportEventsHandler, ExportCommitmentsHandler, ExportProvenanceHandler];
