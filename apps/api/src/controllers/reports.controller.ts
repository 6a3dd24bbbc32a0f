import { Controller, Get, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import {
  readOfForumReport,
  readOfReport,
  ReadsOnRecord,
  ReportActionTaken,
  ReportForum,
  type Read,
  type ReportedAction,
} from '@jwg/application';
import { reportFormats, writtenForum, writtenReport, type ReportedForum, type ReportFormat } from '@jwg/audit';
import { MayRead } from '../access/may.js';
import { QueryOf } from '../body/of-request.js';
import { Questions } from '../reading/questions.js';
import { SerialisedAnswer } from '../reading/serialised-answer.js';

const types: Readonly<Record<ReportFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};

/** What became of what was decided, to be printed and handed on. */
@Controller('v1')
export class ReportsController {
  constructor(
    private readonly questions: Questions,
    private readonly reads: ReadsOnRecord,
  ) {}

  @Get('sessions/:sessionId/report')
  @MayRead()
  async reportActionTaken(
    @QueryOf() it: ReportActionTaken,
    @Req() request: FastifyRequest,
  ): Promise<ReportedAction | SerialisedAnswer> {
    const given = await this.questions.execute(it);
    const answer = await onRecord(this.reads, given, (position) => readOfReport(it, position));
    return asWritten(answer, it, request, ({ tree, ...report }, format) => writtenReport(report, tree, format));
  }

  @Get('forums/:forumId/report')
  @MayRead()
  async reportForum(
    @QueryOf({ forumId: 'forum' }) it: ReportForum,
    @Req() request: FastifyRequest,
  ): Promise<ReportedForum | SerialisedAnswer> {
    const given = await this.questions.execute(it);
    const answer = await onRecord(this.reads, given, (position) => readOfForumReport(it, position));
    return asWritten(answer, it, request, writtenForum);
  }
}

/** Records who got it. The thread of long questions does not write. */
const onRecord = async <A>(
  reads: ReadsOnRecord,
  answer: A | SerialisedAnswer,
  read: (position: number) => Read,
): Promise<A | SerialisedAnswer> => {
  if (answer instanceof SerialisedAnswer) await reads.enter(read(answer.position!));
  return answer;
};

/** The report in the form that was asked for. */
const asWritten = <R extends { readonly position: number }>(
  answer: R | SerialisedAnswer,
  asked: { readonly format?: ReportFormat },
  { headers }: FastifyRequest,
  write: (report: R, format: ReportFormat) => string,
): R | SerialisedAnswer => {
  const format = asked.format ?? accepted(headers.accept);
  if (format === undefined) return answer;
  const report = answer instanceof SerialisedAnswer ? (JSON.parse(String(answer.body)) as R) : answer;
  return new SerialisedAnswer(write(report, format), report.position, undefined, types[format]);
};

/** The first of these types that the sender names before JSON. */
const accepted = (accept = ''): ReportFormat | undefined => {
  const named = accept.split(',').map((it) => it.split(';')[0]!.trim());
  const first = named.find(
    (it) => it === 'application/json' || reportFormats.some((one) => types[one].startsWith(`${it};`)),
  );
  return reportFormats.find((one) => first !== undefined && types[one].startsWith(`${first};`));
};
