export { ReportActionTaken, type ReportedAction } from './report-action-taken.js';
export { ReportForum } from './report-forum.js';
