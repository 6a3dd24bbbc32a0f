import type { OwnVerb } from '../session/lexicon.js';
import type { ForumEvent } from './events.js';

export interface Forum {
  readonly established: boolean;
  readonly dormant: boolean;
  readonly parent?: string;
  readonly establishedOn?: string;
  readonly sides: readonly string[];
  readonly institutions: Readonly<Record<string, Institution>>;
  readonly coChairs: Readonly<Record<string, { name: string; office: string }>>;
  /** Those that it added; of two that are alike the later one counts. */
  readonly verbs: readonly OwnVerb[];
  /** The ids of persons who are not named any more. */
  readonly forgotten: readonly string[];
}

interface Institution {
  readonly side: string;
  readonly name: Readonly<Record<string, string>>;
  readonly succeededBy?: string;
  /** The day from which the successor answers for it, if it is known. */
  readonly succeededOn?: string;
  readonly focalPoints: readonly string[];
}

export const initial: Forum = {
  established: false,
  dormant: false,
  sides: [],
  institutions: {},
  coChairs: {},
  verbs: [],
  forgotten: [],
};

const changeInstitution = (state: Forum, id: string, change: (institution: Institution) => Institution): Forum => {
  const institution = Object.hasOwn(state.institutions, id) && state.institutions[id];
  return institution ? { ...state, institutions: { ...state.institutions, [id]: change(institution) } } : state;
};

/** Only names of institutions and of co-chairs are part of the state. */
const correct = (state: Forum, { institution, side, field, new: value }: Corrected): Forum => {
  if (institution !== undefined)
    return field === 'acronym'
      ? state
      : changeInstitution(state, institution, (it) => ({ ...it, name: value as Institution['name'] }));
  const coChair = side === undefined ? undefined : state.coChairs[side];
  return coChair ? { ...state, coChairs: { ...state.coChairs, [side!]: { ...coChair, [field]: value } } } : state;
};
type Corrected = Extract<ForumEvent, { type: 'ForumCorrected' }>['data'];

export const evolve = (state: Forum, { type, data }: ForumEvent): Forum => {
  switch (type) {
    case 'ForumEstablished':
      return {
        ...state,
        established: true,
        sides: data.sides.map(({ side }) => side),
        ...(data.parent !== undefined && { parent: data.parent }),
        ...(data.establishedOn !== undefined && { establishedOn: data.establishedOn }),
      };
    case 'ForumMarkedDormant':
      return { ...state, dormant: true };
    case 'ForumRevived':
      return { ...state, dormant: false };
    case 'InstitutionRegistered':
      return {
        ...state,
        institutions: {
          ...state.institutions,
          [data.institution]: { side: data.side, name: data.name, focalPoints: [] },
        },
      };
    case 'InstitutionRenamed':
      return changeInstitution(state, data.institution, (it) => ({ ...it, name: data.to }));
    case 'InstitutionSucceeded':
      return changeInstitution(state, data.institution, (it) => ({
        ...it,
        succeededBy: data.by,
        ...(data.on !== undefined && { succeededOn: data.on }),
      }));
    case 'CoChairDesignated':
      return { ...state, coChairs: { ...state.coChairs, [data.side]: { name: data.name, office: data.office } } };
    case 'ForumCorrected':
      return correct(state, data);
    case 'FocalPointNominated':
      return changeInstitution(state, data.institution, (it) => ({
        ...it,
        focalPoints: [...it.focalPoints, data.person],
      }));
    case 'FocalPointReleased':
      return changeInstitution(state, data.institution, (it) => ({
        ...it,
        focalPoints: it.focalPoints.filter((person) => person !== data.person),
      }));
    case 'PersonForgotten':
      return { ...state, forgotten: [...state.forgotten, data.person] };
    case 'VerbAdded':
      return { ...state, verbs: [...state.verbs, data] };
  }
};
