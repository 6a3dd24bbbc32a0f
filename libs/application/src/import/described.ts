import { Authority, optional, Source } from '@jwg/domain';

/** Adds what a field is for, as its `title`. Its `description` says what the field has to be; problems quote that. */
export const described = <T extends object>(title: string, schema: T): T => ({ ...schema, title });
/** Where an entry is written, and on what it rests. */
export const provenance = {
  source: optional(described('where this is to be found; else that of the entry around it, else the file’s', Source)),
  authority: optional(described('what kind of record it rests on, by the same rule', Authority)),
};
