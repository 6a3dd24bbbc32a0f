import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readOfReport, ReadsOnRecord, ReportActionTaken, type ReportedAction } from '@jwg/application';
import { reportFormats, writtenReport, type ReportFormat } from '@jwg/audit';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { Questions, SerialisedAnswer } from '../reading/questions.js';

const types: Readonly<Record<ReportFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** What became of what was decided, to be printed and handed on. */
@Controller('v1/sessions')
export class ReportsController {
  constructor(
    private readonly questions: Questions,
    private readonly reads: ReadsOnRecord,
  ) {}

  @Get(':sessionId/report')
  @MayRead()
  async reportActionTaken(
    @QueryOf() it: ReportActionTaken,
    @Req() request: FastifyRequest,
  ): Promise<ReportedAction | SerialisedAnswer> {
    const answer = await this.questions.execute(it);
    // The thread of long questions does not write.
    if (answer instanceof SerialisedAnswer) await this.reads.enter(readOfReport(it, answer.position!));
    const format = it.format ?? accepted(request.headers.accept);
    if (format === undefined) return answer;
    const { tree, ...report } =
      answer instanceof SerialisedAnswer ? (JSON.parse(answer.json) as ReportedAction) : answer;
    return new SerialisedAnswer(writtenReport(report, tree, format), report.position, undefined, types[format]);
  }
}

/** The first of these types that the sender names before JSON. */
const accepted = (accept = ''): ReportFormat | undefined => {
  const named = accept.split(',').map((it) => it.split(';')[0]!.trim());
  const first = named.find(
    (it) => it === 'application/json' || reportFormats.some((one) => types[one].startsWith(`${it};`)),
  );
  return reportFormats.find((one) => first !== undefined && types[one].startsWith(`${first};`));
};
