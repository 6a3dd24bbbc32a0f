import { Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  AcceptProposal,
  AcknowledgeAchievement,
  AgreeUndertaking,
  AppreciateProgress,
  CommendOutcome,
  DeclineProposal,
  EstablishBody,
  ExpressConcern,
  ExpressHope,
  GiveDirection,
  InitiateProject,
  InsertStatement,
  MakeProposal,
  MakeRecommendation,
  MakeRequest,
  NoteMatter,
  ReaffirmPosition,
  RecordStatements,
  ReviewCommitment,
  SignInstrument,
  TakeDecision,
  WithdrawProposal,
} from '@jwg/application';
import { May } from '../access/may.js';
import { Told } from '../body/told.js';

/** What is said in a session: one by one, or as one list, all or nothing. New statements never overwrite others. */
@Controller('v1/sessions/:sessionId')
export class StatementsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('statements')
  @May('recorder')
  recordStatements(@Told() it: RecordStatements) {
    return this.commands.execute(it);
  }

  @Post('decisions')
  @May('recorder')
  takeDecision(@Told() it: TakeDecision) {
    return this.commands.execute(it);
  }

  @Post('undertakings')
  @May('recorder')
  agreeUndertaking(@Told() it: AgreeUndertaking) {
    return this.commands.execute(it);
  }

  @Post('initiations')
  @May('recorder')
  initiateProject(@Told() it: InitiateProject) {
    return this.commands.execute(it);
  }

  @Post('instruments')
  @May('recorder')
  signInstrument(@Told() it: SignInstrument) {
    return this.commands.execute(it);
  }

  @Post('bodies')
  @May('recorder')
  establishBody(@Told() it: EstablishBody) {
    return this.commands.execute(it);
  }

  @Post('directions')
  @May('recorder')
  giveDirection(@Told() it: GiveDirection) {
    return this.commands.execute(it);
  }

  @Post('requests')
  @May('recorder')
  makeRequest(@Told() it: MakeRequest) {
    return this.commands.execute(it);
  }

  @Post('recommendations')
  @May('recorder')
  makeRecommendation(@Told() it: MakeRecommendation) {
    return this.commands.execute(it);
  }

  @Post('proposals')
  @May('recorder')
  makeProposal(@Told() it: MakeProposal) {
    return this.commands.execute(it);
  }

  @Post('proposals/acceptances')
  @May('recorder')
  acceptProposal(@Told() it: AcceptProposal) {
    return this.commands.execute(it);
  }

  @Post('proposals/declinations')
  @May('recorder')
  declineProposal(@Told() it: DeclineProposal) {
    return this.commands.execute(it);
  }

  @Post('proposals/withdrawals')
  @May('recorder')
  withdrawProposal(@Told() it: WithdrawProposal) {
    return this.commands.execute(it);
  }

  @Post('reviews')
  @May('recorder')
  reviewCommitment(@Told() it: ReviewCommitment) {
    return this.commands.execute(it);
  }

  @Post('appreciations')
  @May('recorder')
  appreciateProgress(@Told() it: AppreciateProgress) {
    return this.commands.execute(it);
  }

  @Post('commendations')
  @May('recorder')
  commendOutcome(@Told() it: CommendOutcome) {
    return this.commands.execute(it);
  }

  @Post('acknowledgements')
  @May('recorder')
  acknowledgeAchievement(@Told() it: AcknowledgeAchievement) {
    return this.commands.execute(it);
  }

  @Post('concerns')
  @May('recorder')
  expressConcern(@Told() it: ExpressConcern) {
    return this.commands.execute(it);
  }

  @Post('notes')
  @May('recorder')
  noteMatter(@Told() it: NoteMatter) {
    return this.commands.execute(it);
  }

  @Post('reaffirmations')
  @May('recorder')
  reaffirmPosition(@Told() it: ReaffirmPosition) {
    return this.commands.execute(it);
  }

  @Post('hopes')
  @May('recorder')
  expressHope(@Told() it: ExpressHope) {
    return this.commands.execute(it);
  }

  @Post('reservations')
  @May('recorder')
  insertStatement(@Told() it: InsertStatement) {
    return this.commands.execute(it);
  }
}
