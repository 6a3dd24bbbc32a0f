import type { ForumEvent, OwnVerb, Text, Visibility } from '@jwg/domain';
import { idOf } from '@jwg/event-sourcing';
import { cite, isOf, type Citation, type LedgerProjection } from '../events/citation.js';

/** A standing body of two sides. */
export interface ForumRow {
  readonly id: string;
  readonly name: Text;
  readonly level: 'committee' | 'workingGroup';
  readonly parent?: string;
  readonly establishedOn?: string;
  readonly instrument?: string;
  readonly sides: readonly { side: string; name: Text; lead?: string }[];
  /** While the forum does not meet: since when, and why. */
  readonly dormant?: { reason: string } & Citation;
  readonly institutions: readonly InstitutionPart[];
  readonly coChairs: readonly ({ side: string; name: string; office: string } & { visibility: Visibility })[];
  /** Verbs that it added to the lexicon. */
  readonly verbs?: readonly OwnVerb[];
  readonly established: Citation;
}

export interface InstitutionPart {
  readonly id: string;
  readonly side: string;
  readonly name: Text;
  readonly acronym?: string;
  readonly formerNames: readonly Text[];
  readonly succeededBy?: string;
  /** The ids that they sign in with; nothing else about them. */
  readonly focalPoints: readonly string[];
  readonly visibility: Visibility;
}

const change = (
  row: ForumRow | undefined,
  id: string,
  to: (institution: InstitutionPart) => InstitutionPart,
): ForumRow | undefined =>
  row?.institutions.some((it) => it.id === id)
    ? { ...row, institutions: row.institutions.map((it) => (it.id === id ? to(it) : it)) }
    : row;

const on: Required<LedgerProjection<ForumRow, ForumEvent>['on']> = {
  ForumEstablished: (_, event, id) => {
    const { forum: _id, ...data } = event.data;
    return { id, ...data, institutions: [], coChairs: [], established: cite(event) };
  },
  ForumMarkedDormant: (row, event) => row && { ...row, dormant: { ...event.data, ...cite(event) } },
  ForumRevived: (row) => row && { ...row, dormant: undefined },
  InstitutionRegistered: (row, { data, metadata: { visibility } }) => {
    const { institution, ...rest } = data;
    const others = row?.institutions.filter(({ id }) => id !== institution) ?? [];
    const added = { id: institution, ...rest, formerNames: [], focalPoints: [], visibility };
    return row && { ...row, institutions: [...others, added] };
  },
  InstitutionRenamed: (row, { data }) =>
    change(row, data.institution, (it) => ({ ...it, name: data.to, formerNames: [...it.formerNames, data.from] })),
  InstitutionSucceeded: (row, { data }) => change(row, data.institution, (it) => ({ ...it, succeededBy: data.by })),
  CoChairDesignated: (row, { data, metadata: { visibility } }) =>
    row && {
      ...row,
      coChairs: [...row.coChairs.filter(({ side }) => side !== data.side), { ...data, visibility }],
    },
  ForumCorrected: (row, { data: { institution, side, field, new: value } }) => {
    const part = field === 'to' ? 'name' : field;
    if (institution !== undefined) return change(row, institution, (it) => ({ ...it, [part]: value }));
    if (side === undefined) return row && { ...row, [part]: value };
    return row && { ...row, coChairs: row.coChairs.map((it) => (it.side === side ? { ...it, [part]: value } : it)) };
  },
  FocalPointNominated: (row, { data }) =>
    change(row, data.institution, (it) => ({ ...it, focalPoints: [...it.focalPoints, data.person] })),
  FocalPointReleased: (row, { data }) =>
    change(row, data.institution, (it) => ({
      ...it,
      focalPoints: it.focalPoints.filter((person) => person !== data.person),
    })),
  /** The row has the name enciphered, so it needs no change. */
  PersonForgotten: (row) => row,
  VerbAdded: (row, { data }) => row && { ...row, verbs: [...(row.verbs ?? []), data] },
};

export const forums: LedgerProjection<ForumRow> = {
  name: 'forums',
  version: 4,
  keys: (event) => (isOf('forum', event) ? [idOf(event.stream)] : []),
  on,
  columns: { parent: ({ parent }) => parent ?? null },
};
