import type { MessageDescriptor } from '@lingui/core';
import type { GivenReference } from '../controls/references.js';

/** What a form holds, by the field's name; a list of evidence is one value. */
export type Values = Readonly<Record<string, string | readonly GivenReference[]>>;

/** `document` is one piece of evidence, `evidence` any number. */
type Kind = 'text' | 'line' | 'percent' | 'day' | 'evidence' | 'document' | 'rating' | 'institution' | 'part' | 'entry';

/** One field of a form, named as the command's own field. */
export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly label: MessageDescriptor;
  readonly hint?: MessageDescriptor;
  readonly isOptional?: true;
}

/** A command that the page offers. Whether it may be given now is the server's to say (`may`). */
export interface Act {
  /** The command's name in the API. */
  readonly command: string;
  /** What it is about; missing: a commitment. */
  readonly of?: 'commitments' | 'sessions';
  /** After `/v1/commitments/{id}/` or `/v1/sessions/{id}/`. */
  readonly path: string;
  /** What the command has beside the fields. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** Of the button that opens the form, and of the form. */
  readonly title: MessageDescriptor;
  /** Of the button that sends it: what happens, never "Submit". */
  readonly send: MessageDescriptor;
  readonly fields: readonly Field[];
  /** What can be recorded just before it, in the same entry, where the rules hold against it that this is missing. */
  readonly first?: First;
  /** It takes both sides, who consent to this in the same words. */
  readonly consent?: Consent;
}

/** A command without fields that lifts a refusal. */
interface First {
  readonly lifts: string;
  readonly command: string;
  /** Of the button that sends both. */
  readonly send: MessageDescriptor;
}

export interface Consent {
  readonly to: string;
  /** The field that has the words of both. */
  readonly words: string;
}

/** What is sent, and to where. */
export interface Request {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** @param first  with what can be recorded just before it: all or nothing */
export const requestOf = (act: Act, id: string, values: Values, first = false): Request => {
  const address = subjectOf(act, id);
  const body = bodyOf(act, values);
  if (!first || !act.first) return { path: `${address}/${act.path}`, body };
  const commands = [{ command: act.first.command }, { command: act.command, ...body }];
  return { path: `${address}/commands`, body: { commands } };
};

/** Whether the reader may do it now, perhaps after what can be recorded just before it. */
export const isOffered = ({ command, first }: Act, may: readonly string[]): boolean =>
  may.includes(command) || (first !== undefined && may.includes(first.command));

/** The command's body: what is empty is left out. */
export const bodyOf = ({ fields, fixed }: Act, values: Values): Record<string, unknown> => {
  const body: Record<string, unknown> = { ...fixed };
  for (const { name, kind } of fields) {
    const value = values[name];
    if (value === undefined || value.length === 0) continue;
    const given = givenAs(kind, value);
    const [outer, inner] = name.split('.') as [string, string?];
    body[outer] = inner === undefined ? given : { ...(body[outer] as object | undefined), [inner]: given };
  }
  return body;
};

const givenAs = (kind: Field['kind'], value: Values[string]): unknown => {
  switch (kind) {
    case 'percent':
      return Number(value);
    case 'document':
      return value[0];
    case 'day':
      return typeof value === 'string' && value.replace(/-(\d)(?!\d)/g, '-0$1'); // 2024-06-3 is the third of June
    default:
      return value;
  }
};

/** The address of what the act is about. */
export const subjectOf = ({ of = 'commitments' }: Act, id: string): string => `/v1/${of}/${id}`;

/** The names of the fields that are needed and empty. */
export const missingIn = ({ fields }: Act, values: Values): readonly Field[] =>
  fields.filter(({ name, isOptional }) => !isOptional && (values[name] === undefined || values[name].length === 0));
