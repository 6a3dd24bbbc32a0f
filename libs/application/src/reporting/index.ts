export { readOfReport, ReportActionTaken, type ReportedAction } from './report-action-taken.js';
export { readOfForumReport, ReportForum } from './report-forum.js';
