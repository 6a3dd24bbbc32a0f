import { Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
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
import { AtRevision, May, MayRead } from '../access/may.js';
import { Asks, Told } from '../body/told.js';
import { Questions } from '../reading/questions.js';

/** Commitments: where they stand, and what becomes of them between sessions. */
@Controller('v1/commitments')
export class CommitmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: Questions,
  ) {}

  @Get()
  @MayRead()
  listCommitments(@Asks() it: ListCommitments) {
    return this.queries.execute(it);
  }

  @Get(':commitmentId')
  @MayRead()
  getCommitment(@Asks() it: GetCommitment) {
    return this.queries.execute(it);
  }

  @Get(':commitmentId/timeline')
  @MayRead()
  getCommitmentTimeline(@Asks({ commitmentId: 'subject' }) it: GetTimeline) {
    return this.queries.execute(it);
  }

  @Post()
  @May('recorder')
  registerLegacyCommitment(@Told() it: RegisterLegacyCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/start')
  @May('focalPoint', 'secretariat')
  @AtRevision()
  startWork(@Told() it: StartWork) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/progress-reports')
  @May('focalPoint', 'secretariat')
  reportProgress(@Told() it: ReportProgress) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/assessments')
  @May('secretariat')
  assessProgress(@Told() it: AssessProgress) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/block')
  @May('focalPoint', 'secretariat')
  @AtRevision()
  blockCommitment(@Told() it: BlockCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/block/removal')
  @May('focalPoint', 'secretariat')
  @AtRevision()
  unblockCommitment(@Told() it: UnblockCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/completion')
  @May('focalPoint', 'secretariat')
  @AtRevision()
  reportCompletion(@Told() it: ReportCompletion) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/completion/confirmation')
  @May('secretariat')
  @AtRevision()
  confirmCompletion(@Told() it: ConfirmCompletion) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/completion/rejection')
  @May('secretariat')
  @AtRevision()
  rejectCompletion(@Told() it: RejectCompletion) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/reopening')
  @May('secretariat')
  @AtRevision()
  reopenCommitment(@Told() it: ReopenCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/withdrawal')
  @May('secretariat')
  @AtRevision()
  withdrawCommitment(@Told() it: WithdrawCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/lapse')
  @May('secretariat')
  @AtRevision()
  lapseCommitment(@Told() it: LapseCommitment) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/responsibilities')
  @May('secretariat')
  @AtRevision()
  assignResponsibility(@Told() it: AssignResponsibility) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/responsibilities/reassignment')
  @May('secretariat')
  @AtRevision()
  reassignResponsibility(@Told() it: ReassignResponsibility) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/due-date')
  @May('secretariat', 'coChair')
  @AtRevision()
  setDueDate(@Told() it: SetDueDate) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/due-date/revision')
  @May('secretariat', 'coChair')
  @AtRevision()
  reviseDueDate(@Told() it: ReviseDueDate) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/milestones')
  @May('focalPoint', 'secretariat')
  defineMilestone(@Told() it: DefineMilestone) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/milestones/:milestone/reach')
  @May('focalPoint', 'secretariat')
  reachMilestone(@Told() it: ReachMilestone) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/evidence')
  @May('focalPoint', 'secretariat', 'recorder')
  attachEvidence(@Told() it: AttachEvidence) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/evidence/retraction')
  @May('focalPoint', 'secretariat', 'recorder')
  @AtRevision()
  retractEvidence(@Told() it: RetractEvidence) {
    return this.commands.execute(it);
  }

  @Post(':commitmentId/reminders')
  @May('secretariat')
  issueReminder(@Told() it: IssueReminder) {
    return this.commands.execute(it);
  }
}
