import { Controller, Get } from '@nestjs/common';
import { ListReads, seesReads } from '@jwg/application';
import { May } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { Questions } from '../reading/questions.js';

/** What auditors were given as a whole. */
@Controller('v1/reads')
export class ReadsController {
  constructor(private readonly questions: Questions) {}

  @Get()
  @May(...seesReads)
  listReads(@QueryOf() it: ListReads) {
    return this.questions.execute(it);
  }
}
