import { Controller } from '@nestjs/common';
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
import { BusController, post, Routes } from './bus-routes.js';

/** The statements of a session: one by one, or as one list, all or nothing. New statements never overwrite others. */
@Controller('v1/sessions/:sessionId')
@Routes(
  post('statements', RecordStatements, May('recorder')),
  post('decisions', TakeDecision, May('recorder')),
  post('undertakings', AgreeUndertaking, May('recorder')),
  post('initiations', InitiateProject, May('recorder')),
  post('instruments', SignInstrument, May('recorder')),
  post('bodies', EstablishBody, May('recorder')),
  post('directions', GiveDirection, May('recorder')),
  post('requests', MakeRequest, May('recorder')),
  post('recommendations', MakeRecommendation, May('recorder')),
  post('proposals', MakeProposal, May('recorder')),
  post('proposals/acceptances', AcceptProposal, May('recorder')),
  post('proposals/declinations', DeclineProposal, May('recorder')),
  post('proposals/withdrawals', WithdrawProposal, May('recorder')),
  post('reviews', ReviewCommitment, May('recorder')),
  post('appreciations', AppreciateProgress, May('recorder')),
  post('commendations', CommendOutcome, May('recorder')),
  post('acknowledgements', AcknowledgeAchievement, May('recorder')),
  post('concerns', ExpressConcern, May('recorder')),
  post('notes', NoteMatter, May('recorder')),
  post('reaffirmations', ReaffirmPosition, May('recorder')),
  post('hopes', ExpressHope, May('recorder')),
  post('reservations', InsertStatement, May('recorder')),
)
export class StatementsController extends BusController {}
