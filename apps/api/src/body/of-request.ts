import { createParamDecorator, type ArgumentMetadata, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Violation } from '@jwg/platform';
import { fieldsOf, Invalid, LedgerCommand, parseInput, Rehearse, schemaOf } from '@jwg/application';

type Kind = new () => object;
/** Path parameter → field of the query, when their names differ. */
type Renamed = Readonly<Record<string, string>>;

const Request = createParamDecorator((renamed: Renamed | undefined, context: ExecutionContext) => ({
  request: context.switchToHttp().getRequest<FastifyRequest>(),
  renamed: renamed ?? {},
}));

interface RequestRead {
  readonly request: FastifyRequest;
  readonly renamed: Renamed;
}

/**
 * Reads the command of a request from its path and its body, and checks it by the parameter's class. With
 * `?rehearse=true` it is a command to rehearse that one.
 */
class ReadsCommand implements PipeTransform<RequestRead> {
  transform({ request }: RequestRead, { metatype }: ArgumentMetadata): object {
    const address = request.params as Record<string, unknown>;
    const body = request.body ?? {};
    if (typeof body !== 'object' || Array.isArray(body)) throw new Invalid([{ field: '', rule: 'must be an object' }]);
    const rehearse = asksToRehearse(request, metatype as Kind);
    const command = withAddress(metatype as Kind, address, body as Record<string, unknown>);
    return rehearse ? new Rehearse(command as LedgerCommand) : command;
  }
}

const withAddress = (kind: Kind, address: Record<string, unknown>, body: Record<string, unknown>): object => {
  const twice = Object.keys(address).filter((field) => Object.hasOwn(body, field));
  const problems: Violation[] = twice.map((field) => ({
    field: `/${field}`,
    rule: 'is said by the address; leave it out of the body',
  }));
  try {
    const command = parseInput(kind, { ...body, ...address });
    if (problems.length === 0) return command;
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    problems.push(...error.problems);
  }
  throw new Invalid(problems);
};

/** @throws Invalid  for any other question: a command is told by its address and its body */
const asksToRehearse = ({ query }: FastifyRequest, kind: Kind): boolean => {
  const isOfLedger = kind.prototype instanceof LedgerCommand;
  const { rehearse, ...others } = query as Record<string, unknown>;
  const [unknown] = Object.keys(isOfLedger ? others : (query as object));
  if (unknown !== undefined)
    throw new Invalid([
      { field: `?${unknown}`, rule: 'is not asked for here; a command is told by its address and body' },
    ]);
  if (rehearse !== undefined && rehearse !== 'true' && rehearse !== 'false')
    throw new Invalid([{ field: '?rehearse', rule: 'must be true or false' }]);
  return rehearse === 'true';
};

/** Reads the query of a request from its path and its query string, and checks it by the parameter's class. */
class ReadsQuery implements PipeTransform<RequestRead> {
  transform({ request, renamed }: RequestRead, { metatype }: ArgumentMetadata): object {
    const kind = metatype as Kind;
    const { atLeast: _waitedFor, ...query } = request.query as Record<string, unknown>;
    const problems: Violation[] = [];
    const fields: [string, unknown][] = [];
    for (const [name, text] of Object.entries(query)) {
      if (isList(kind, name)) fields.push([name, [text].flat().flatMap((it) => String(it).split(','))]);
      else if (typeof text !== 'string') problems.push({ field: `/${name}`, rule: 'must be given once' });
      else fields.push([name, converted(kind, name, text)]);
    }
    const inAddress = Object.entries(request.params as Record<string, string>).map(([name, text]) => [
      renamed[name] ?? name,
      text,
    ]);
    for (const [field] of inAddress)
      if (Object.hasOwn(query, field!)) problems.push({ field: `/${field}`, rule: 'is said by the address' });
    if (problems.length > 0) throw new Invalid(problems);
    return parseInput(kind, Object.fromEntries([...fields, ...inAddress]));
  }
}

/** Everything in a URL is text: converts it to an integer or a boolean if the field is one. */
const converted = (kind: Kind, field: string, text: string): unknown => {
  if (!fieldsOf(kind).has(field)) return text;
  const { type } = (schemaOf(kind.prototype as object, field) ?? {}) as { type?: string };
  if (type === 'integer' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

/** Whether a field is a list. A list is written with commas, or by repeating the parameter. */
const isList = (kind: Kind, field: string): boolean => {
  const { type } = (schemaOf(kind.prototype as object, field) ?? {}) as { type?: string };
  return type === 'array';
};

export const CommandOf = () => Request(undefined, new ReadsCommand());
export const QueryOf = (renamed?: Renamed) => Request(renamed, new ReadsQuery());
