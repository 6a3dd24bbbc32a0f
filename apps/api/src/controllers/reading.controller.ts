import { Controller } from '@nestjs/common';
import {
  GetBoard,
  GetDiff,
  GetMoments,
  GetOverview,
  GetSilence,
  ListInstitutions,
  ListWords,
  ReplayHistory,
  Search,
} from '@jwg/application';
import { BusController, get, Routes } from './bus-routes.js';

/** Queries over all forums. */
@Controller('v1')
@Routes(
  get('overview', GetOverview),
  get('moments', GetMoments),
  get('institutions', ListInstitutions),
  get('institutions/:institution/board', GetBoard),
  get('silence', GetSilence),
  get('diff', GetDiff),
  get('replay', ReplayHistory),
  get('words', ListWords),
  get('search', Search),
)
export class ReadingController extends BusController {}
