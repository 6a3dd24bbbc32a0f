import { Controller, Get } from '@nestjs/common';
import { GetBoard, GetSilence } from '@jwg/application';
import { MayRead } from '../access/may.js';
import { Asks } from '../body/told.js';
import { Questions } from '../reading/questions.js';

/** Questions over all forums. */
@Controller('v1')
export class ReadingController {
  constructor(private readonly queries: Questions) {}

  @Get('institutions/:institution/board')
  @MayRead()
  getBoard(@Asks() it: GetBoard) {
    return this.queries.execute(it);
  }

  @Get('silence')
  @MayRead()
  getSilence(@Asks() it: GetSilence) {
    return this.queries.execute(it);
  }
}
