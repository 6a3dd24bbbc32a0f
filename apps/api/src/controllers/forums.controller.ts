import { Controller } from '@nestjs/common';
import {
  AddVerb,
  CorrectForum,
  DesignateCoChair,
  EstablishForum,
  GetFacets,
  GetForum,
  GetMatrix,
  GetTimeline,
  ListForums,
  ListSessions,
  ForgetPerson,
  MarkForumDormant,
  NominateFocalPoint,
  RegisterInstitution,
  ReleaseFocalPoint,
  RenameInstitution,
  ReviveForum,
  SucceedInstitution,
} from '@jwg/application';
import { May } from '../access/may.js';
import { BusController, get, post, Routes } from './bus-routes.js';

/** Forums and their institutions. */
@Controller('v1/forums')
@Routes(
  get('', ListForums),
  get(':forumId', GetForum, { fills: { forumId: 'forum' } }),
  get(':forumId/sessions', ListSessions, { fills: { forumId: 'forum' } }),
  get(':forumId/matrix', GetMatrix, { fills: { forumId: 'forum' } }),
  get(':forumId/facets', GetFacets, { fills: { forumId: 'forum' } }),
  get(':forumId/timeline', GetTimeline, { name: 'getForumTimeline', fills: { forumId: 'subject' } }),
  post('', EstablishForum, May('recorder', 'secretariat')),
  post(':forumId/dormancy', MarkForumDormant, May('recorder', 'secretariat')),
  post(':forumId/revival', ReviveForum, May('recorder', 'secretariat')),
  post(':forumId/corrections', CorrectForum, May('recorder', 'secretariat')),
  post(':forumId/verbs', AddVerb, May('recorder')),
  post(':forumId/co-chairs', DesignateCoChair, May('recorder', 'secretariat')),
  post(':forumId/institutions', RegisterInstitution, May('recorder', 'secretariat')),
  post(':forumId/institutions/:institution/renaming', RenameInstitution, May('recorder', 'secretariat')),
  post(':forumId/institutions/:institution/succession', SucceedInstitution, May('recorder', 'secretariat')),
  post(':forumId/institutions/:institution/focal-points', NominateFocalPoint, May('recorder', 'secretariat')),
  post(':forumId/institutions/:institution/focal-points/release', ReleaseFocalPoint, May('recorder', 'secretariat')),
  post(':forumId/forgotten-persons', ForgetPerson, May('recorder')),
)
export class ForumsController extends BusController {}
