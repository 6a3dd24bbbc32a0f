import { RegisterLegacyCommitment } from '../commitment/index.js';
import { AddVerb, EstablishForum, RegisterInstitution } from '../forum/index.js';
import type { RecordFile } from './format.js';
import type { Path } from './problem.js';
import {
  defined,
  each,
  fieldsBut,
  isRecord,
  provenance,
  rank,
  stepIdOf,
  text,
  type Entry,
  type ImportStep,
} from './step.js';

export const forumSteps = (entry: Entry<'forums'>, at: Path, file: RecordFile): ImportStep[] => {
  const { id: forumId, institutions, verbs, source, authority, since, ...particulars } = entry;
  const forum = text(forumId);
  const common = { at, subject: forum, order: ['', rank.forum] as const };
  const on = particulars.establishedOn ?? since;
  const establish: ImportStep = {
    ...common,
    commandId: stepIdOf('forum', forum),
    kind: EstablishForum,
    fields: defined({ forumId, ...particulars, provenance: provenance(on, { source, authority }, file) }),
    places: { forumId: ['id'], occurredAt: [particulars.establishedOn === undefined ? 'since' : 'establishedOn'] },
    takes: fieldsBut(entry, at, 'institutions', 'verbs', ...(particulars.establishedOn === undefined ? [] : ['since'])),
    brings: [forum],
  };
  // An id alone adds institutions and verbs to a forum that already exists.
  const isKnown = Object.keys(particulars).length === 0 && (institutions ?? verbs) !== undefined;
  const registered = each(institutions, 'institutions', (institution, place): ImportStep[] => {
    const { id, source: ownSource, authority: ownAuthority, ...rest } = institution;
    const own = { source: ownSource, authority: ownAuthority };
    return [
      {
        ...common,
        at: [...at, ...place],
        takes: [[...at, ...place], ...(isKnown ? fieldsBut(entry, at, 'institutions', 'verbs') : [])],
        commandId: stepIdOf('institution', forum, text(id)),
        kind: RegisterInstitution,
        fields: defined({ forumId, institution: id, ...rest, provenance: provenance(on, own, entry, file) }),
        places: { institution: ['id'] },
        brings: [text(id)],
      },
    ];
  });
  const added = each(verbs, 'verbs', (verb, place): ImportStep[] => {
    const { word, language, like, ...own } = verb;
    return [
      {
        ...common,
        at: [...at, ...place],
        takes: [[...at, ...place], ...(isKnown ? fieldsBut(entry, at, 'institutions', 'verbs') : [])],
        commandId: stepIdOf('verb', forum, text(language), text(word), text(like)),
        kind: AddVerb,
        fields: defined({ forumId, word, language, like, provenance: provenance(on, own, entry, file) }),
        places: {},
        brings: [],
      },
    ];
  });
  return [...(isKnown ? [] : [establish]), ...registered, ...added];
};

const lists = { lead: [], support: [], beneficiaries: [] };

/** The undertakings, each with empty lists where the file leaves them out. */
export const withLists = (undertakings: unknown): unknown =>
  Array.isArray(undertakings)
    ? undertakings.map((it: unknown) => (isRecord(it) ? { ...lists, ...it } : it))
    : undertakings;

export const legacyStep = (entry: Entry<'legacyCommitments'>, at: Path, file: RecordFile): ImportStep => {
  const { id, since, source, authority, ...undertaking } = entry;
  return {
    commandId: stepIdOf('legacy', text(id)),
    kind: RegisterLegacyCommitment,
    fields: defined({
      commitmentId: id,
      ...lists,
      ...undertaking,
      provenance: provenance(since, { source, authority }, file),
    }),
    at,
    places: { commitmentId: ['id'], occurredAt: ['since'] },
    subject: text(id),
    brings: [text(id)],
    order: [text(since), rank.legacy],
  };
};
