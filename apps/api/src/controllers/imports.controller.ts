import { Controller, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { ImportRecord, Invalid } from '@jwg/application';
import { doubtCodes, type DoubtCode } from '@jwg/platform';
import { May, TakesFile } from '../access/may.js';

// Parsing a file blocks every other request; the command line imports larger ones in a process of its own.
export const MAX_FILE_BYTES = 1024 * 1024;
/** A file of minutes has one for every six bytes; one of brackets alone would keep the thread for ten seconds. */
export const MAX_FILE_PARTS = 60_000;

/** Takes the record of forums and sessions from a file in YAML or JSON. */
@Controller('v1/imports')
export class ImportsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @May('recorder')
  @TakesFile(MAX_FILE_BYTES)
  importRecord(@Req() request: FastifyRequest) {
    return this.commands.execute(importIn(request));
  }
}

const importIn = ({ body, query }: FastifyRequest): ImportRecord => {
  const { dryRun = 'false', strict = 'false', confirm = [], ...rest } = query as Record<string, unknown>;
  const confirmed = [confirm].flat() as DoubtCode[];
  const problems = Object.keys(rest).map((name) => ({ field: `/${name}`, rule: 'is not asked for here' }));
  for (const [name, value] of Object.entries({ dryRun, strict }))
    if (value !== 'true' && value !== 'false') problems.push({ field: `/${name}`, rule: 'must be true or false' });
  if (confirmed.some((it) => !doubtCodes.includes(it)))
    problems.push({ field: '/confirm', rule: `must be one of ${doubtCodes.join(', ')}` });
  if (!(body instanceof Uint8Array) || body.length === 0)
    problems.push({ field: '', rule: 'must be the record, as application/yaml or application/json' });
  if (problems.length > 0) throw new Invalid(problems);
  return new ImportRecord({
    file: 'body',
    content: body as Uint8Array,
    dryRun: dryRun === 'true',
    strict: strict === 'true',
    confirm: confirmed,
    mostParts: MAX_FILE_PARTS,
  });
};
