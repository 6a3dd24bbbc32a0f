export { readOfReport, ReportActionTaken, type ReportedAction } from './report-action-taken.js';
