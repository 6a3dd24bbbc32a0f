import { Controller } from '@nestjs/common';
import {
  AssessProgress,
  AssignResponsibility,
  AttachEvidence,
  BlockCommitment,
  ConfirmCompletion,
  DefineMilestone,
  GetCommitment,
  GetTimeline,
  IssueReminder,
  LapseCommitment,
  ListCommitments,
  ReachMilestone,
  ReassignResponsibility,
  RegisterLegacyCommitment,
  RejectCompletion,
  ReopenCommitment,
  ReportCompletion,
  ReportProgress,
  RetractEvidence,
  ReviseDueDate,
  SetDueDate,
  StartWork,
  UnblockCommitment,
  WithdrawCommitment,
} from '@jwg/application';
import { AtRevision, May, Shows } from '../access/may.js';
import { BusController, get, post, Routes } from './bus-routes.js';

/** Commitments: their status, and what happens to them between sessions. */
@Controller('v1/commitments')
@Routes(
  get('', ListCommitments),
  get(':commitmentId', GetCommitment, { also: [Shows('commitment')] }),
  get(':commitmentId/timeline', GetTimeline, { name: 'getCommitmentTimeline', fills: { commitmentId: 'subject' } }),
  post('', RegisterLegacyCommitment, May('recorder')),
  post(':commitmentId/start', StartWork, May('focalPoint', 'secretariat'), AtRevision()),
  post(':commitmentId/progress-reports', ReportProgress, May('focalPoint', 'secretariat')),
  post(':commitmentId/assessments', AssessProgress, May('secretariat')),
  post(':commitmentId/block', BlockCommitment, May('focalPoint', 'secretariat'), AtRevision()),
  post(':commitmentId/block/removal', UnblockCommitment, May('focalPoint', 'secretariat'), AtRevision()),
  post(':commitmentId/completion', ReportCompletion, May('focalPoint', 'secretariat'), AtRevision()),
  post(':commitmentId/completion/confirmation', ConfirmCompletion, May('secretariat'), AtRevision()),
  post(':commitmentId/completion/rejection', RejectCompletion, May('secretariat'), AtRevision()),
  post(':commitmentId/reopening', ReopenCommitment, May('secretariat'), AtRevision()),
  post(':commitmentId/withdrawal', WithdrawCommitment, May('secretariat'), AtRevision()),
  post(':commitmentId/lapse', LapseCommitment, May('secretariat'), AtRevision()),
  post(':commitmentId/responsibilities', AssignResponsibility, May('secretariat'), AtRevision()),
  post(':commitmentId/responsibilities/reassignment', ReassignResponsibility, May('secretariat'), AtRevision()),
  post(':commitmentId/due-date', SetDueDate, May('secretariat', 'coChair'), AtRevision()),
  post(':commitmentId/due-date/revision', ReviseDueDate, May('secretariat', 'coChair'), AtRevision()),
  post(':commitmentId/milestones', DefineMilestone, May('focalPoint', 'secretariat')),
  post(':commitmentId/milestones/:milestone/reach', ReachMilestone, May('focalPoint', 'secretariat')),
  post(':commitmentId/evidence', AttachEvidence, May('focalPoint', 'secretariat', 'recorder')),
  post(
    ':commitmentId/evidence/retraction',
    RetractEvidence,
    May('focalPoint', 'secretariat', 'recorder'),
    AtRevision(),
  ),
  post(':commitmentId/reminders', IssueReminder, May('secretariat')),
)
export class CommitmentsController extends BusController {}
