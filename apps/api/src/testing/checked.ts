import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { InjectOptions } from 'fastify';
import type { Answer } from './answer.js';

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
  readonly components: { readonly responses: Record<string, Response> };
}
interface Response {
  readonly $ref?: string;
  readonly content?: Record<string, unknown>;
}

/** Throws if the status, the content type or the schema of an answer is not as documented. */
export const checkedAgainst = (document: object) => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    discriminator: true,
    formats: { 'partial-date': true, 'partial-instant': true, 'visible-text': true },
  });
  (addFormats as unknown as (to: Ajv2020) => void)(ajv);
  ajv.addSchema({ ...withoutMappings(document), $id: 'openapi' });
  const { paths, components } = document as Document;
  const validators = new Map<string, ValidateFunction>();
  const patterns = Object.keys(paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const pointer = (...parts: string[]) =>
    parts.map((it) => `/${encodeURIComponent(it.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

  return ({ method, url }: InjectOptions, { status, headers, body }: Answer): void => {
    const [address] = (url as string).split('?', 1);
    const path = patterns.find(({ pattern }) => pattern.test(address!))?.path;
    const operation = path === undefined ? undefined : paths[path]![String(method).toLowerCase()];
    if (!operation) return;
    const here = `${method} ${path} → ${status}`;
    const response = operation.responses[status];
    if (!response) throw new Error(`${here} is not in the document: ${JSON.stringify(body)}`);
    const name = response.$ref?.split('/').at(-1);
    const { content } = name ? components.responses[name]! : response;
    if (!content || body === undefined) return;
    const whole = String(headers['content-type']);
    const type = whole.startsWith('text/') ? whole.split(';', 1)[0]! : whole;
    if (!content[type]) throw new Error(`${here} came as ${type}, which is not in the document`);
    const where = name
      ? pointer('components', 'responses', name, 'content', type, 'schema')
      : pointer('paths', path!, String(method).toLowerCase(), 'responses', String(status), 'content', type, 'schema');
    const validator = validators.get(where) ?? ajv.compile({ $ref: `openapi#${where}` });
    validators.set(where, validator);
    if (!validator(body)) throw new Error(`${here} is not as the document says: ${ajv.errorsText(validator.errors)}`);
  };
};

/** The validator finds the form by the value that each form has, and refuses what says so a second time. */
const withoutMappings = (document: object): object =>
  JSON.parse(
    JSON.stringify(document, (key, value: { propertyName?: string }) =>
      key === 'discriminator' ? { propertyName: value.propertyName } : value,
    ),
  ) as object;
