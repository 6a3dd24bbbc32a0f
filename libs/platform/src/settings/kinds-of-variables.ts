import { Type } from 'typebox';
import { oneOf } from '@jwg/domain';

export const text = (description: string, more: object = {}) =>
  Type.String({ minLength: 1, maxLength: 2000, description, ...more });
export const number = (description: string, minimum: number, maximum: number, value?: number) =>
  Type.Integer({ minimum, maximum, description, ...(value !== undefined && { default: value }) });
export const choice = <const V extends readonly string[]>(description: string, values: V, value?: V[number]) =>
  Type.Unsafe<V[number]>({ ...oneOf(...values), description, ...(value !== undefined && { default: value }) });
export const pem = (description: string) =>
  text(`${description}, as PEM`, { maxLength: 200_000, pattern: '^-----BEGIN ' });
