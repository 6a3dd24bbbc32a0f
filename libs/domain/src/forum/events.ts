import { Type } from 'typebox';
import {
  EventId,
  ForumId,
  InstitutionId,
  Language,
  list,
  Name,
  named,
  oneOf,
  optional,
  PartialDate,
  PersonId,
  PersonName,
  record,
  Side,
  Text,
  Words,
  type FactOf,
} from '../vocabulary.js';

// Stored facts. Names and fields are the storage format and the Kafka contract: add, never edit.
export const forumEvents = {
  ForumEstablished: record({
    forum: ForumId,
    name: Text,
    level: named('ForumLevel', oneOf('committee', 'workingGroup')),
    parent: optional(ForumId),
    establishedOn: optional(PartialDate),
    instrument: optional(Words),
    sides: list(named('ForumSide', record({ side: Side, name: Text, lead: optional(InstitutionId) })), {
      minItems: 2,
      maxItems: 2,
    }),
  }),
  ForumMarkedDormant: record({ reason: Words }),
  ForumRevived: record({ reason: Words }),
  InstitutionRegistered: record({ institution: InstitutionId, side: Side, name: Text, acronym: optional(Name) }),
  InstitutionRenamed: record({ institution: InstitutionId, from: Text, to: Text }),
  /** `on`: the day from which the successor answers for it. */
  InstitutionSucceeded: record({
    institution: InstitutionId,
    by: InstitutionId,
    reason: Words,
    on: optional(PartialDate),
  }),
  CoChairDesignated: record({ side: Side, name: PersonName, office: Name }),
  /** A field of an earlier entry was misspelt; it is about this institution, this side's co-chair, or the forum. */
  ForumCorrected: record({
    eventId: EventId,
    institution: optional(InstitutionId),
    side: optional(Side),
    field: Name,
    old: Type.Unknown(),
    new: Type.Unknown(),
    reason: Words,
  }),
  FocalPointNominated: record({ institution: InstitutionId, person: PersonName, office: optional(Name) }),
  FocalPointReleased: record({ institution: InstitutionId, person: PersonName, reason: optional(Words) }),
  /**
   * Nobody can read any more how this person is called, whoever asks and as of whatever moment. `person`: the id that
   * stands for them wherever they were named.
   */
  PersonForgotten: record({ person: PersonId, reason: Words }),
  /** `like`: the verb of the lexicon that means the same. */
  VerbAdded: record({ word: Name, language: Language, like: Name }),
};
export type ForumEvent = FactOf<typeof forumEvents>;
