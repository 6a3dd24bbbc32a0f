export { csvText, type Cell } from './written/csv.js';
export { commitmentCells, commitmentTitles } from './written/commitment-cells.js';
export { jsonText, printable } from './written/printable.js';
export * from './action-taken/report.js';
export { actionTaken } from './action-taken/gather.js';
export { reportFormats, writtenReport, type ReportFormat, type SignedTree } from './written/written-report.js';
export { madeAs, sameAs, type MadeAs, type Sameness } from './written/check.js';
