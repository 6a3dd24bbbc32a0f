import { registerDecorator, type ValidationArguments } from 'class-validator';
import type { TSchema } from 'typebox';
import { fits, violations, type Violation } from '@jwg/domain';

const SCHEMA = Symbol('schema');

/**
 * The field must match the domain's own schema, including nested fields; unknown nested fields are refused. The schema
 * is the one source for the checks of the API, for the checks before an append, and for the documents.
 */
export const Fits =
  (schema: TSchema): PropertyDecorator =>
  (target, property) => {
    const field = String(property);
    Reflect.defineMetadata(SCHEMA, schema, target, property);
    registerDecorator({
      name: 'fits',
      target: target.constructor,
      propertyName: field,
      validator: {
        validate: (value: unknown) => value !== undefined && fits(schema, value),
        defaultMessage: ({ value }: ValidationArguments) =>
          JSON.stringify(problems(schema, value).map((it) => ({ ...it, field: `/${field}${it.field}` }))),
      },
    });
  };

const problems = (schema: TSchema, value: unknown): Violation[] =>
  value === undefined ? [{ field: '', rule: 'is required' }] : violations(schema, value);

/** The schema of a field of a command or query class. */
export const schemaOf = (prototype: object, field: string): TSchema | undefined =>
  Reflect.getMetadata(SCHEMA, prototype, field) as TSchema | undefined;
