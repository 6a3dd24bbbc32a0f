import { Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  DesignateCoChair,
  EstablishForum,
  GetForum,
  GetMatrix,
  GetTimeline,
  ListForums,
  ListSessions,
  MarkForumDormant,
  NominateFocalPoint,
  RegisterInstitution,
  ReleaseFocalPoint,
  RenameInstitution,
  ReviveForum,
  SucceedInstitution,
} from '@jwg/application';
import { May, MayRead } from '../access/may.js';
import { Asks, Told } from '../body/told.js';
import { Questions } from '../reading/questions.js';

/** Forums and their institutions. */
@Controller('v1/forums')
export class ForumsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: Questions,
  ) {}

  @Get()
  @MayRead()
  listForums(@Asks() it: ListForums) {
    return this.queries.execute(it);
  }

  @Get(':forumId')
  @MayRead()
  getForum(@Asks({ forumId: 'forum' }) it: GetForum) {
    return this.queries.execute(it);
  }

  @Get(':forumId/sessions')
  @MayRead()
  listSessions(@Asks({ forumId: 'forum' }) it: ListSessions) {
    return this.queries.execute(it);
  }

  @Get(':forumId/matrix')
  @MayRead()
  getMatrix(@Asks({ forumId: 'forum' }) it: GetMatrix) {
    return this.queries.execute(it);
  }

  @Get(':forumId/timeline')
  @MayRead()
  getForumTimeline(@Asks({ forumId: 'subject' }) it: GetTimeline) {
    return this.queries.execute(it);
  }

  @Post()
  @May('recorder', 'secretariat')
  establishForum(@Told() it: EstablishForum) {
    return this.commands.execute(it);
  }

  @Post(':forumId/dormancy')
  @May('recorder', 'secretariat')
  markForumDormant(@Told() it: MarkForumDormant) {
    return this.commands.execute(it);
  }

  @Post(':forumId/revival')
  @May('recorder', 'secretariat')
  reviveForum(@Told() it: ReviveForum) {
    return this.commands.execute(it);
  }

  @Post(':forumId/co-chairs')
  @May('recorder', 'secretariat')
  designateCoChair(@Told() it: DesignateCoChair) {
    return this.commands.execute(it);
  }

  @Post(':forumId/institutions')
  @May('recorder', 'secretariat')
  registerInstitution(@Told() it: RegisterInstitution) {
    return this.commands.execute(it);
  }

  @Post(':forumId/institutions/:institution/renaming')
  @May('recorder', 'secretariat')
  renameInstitution(@Told() it: RenameInstitution) {
    return this.commands.execute(it);
  }

  @Post(':forumId/institutions/:institution/succession')
  @May('recorder', 'secretariat')
  succeedInstitution(@Told() it: SucceedInstitution) {
    return this.commands.execute(it);
  }

  @Post(':forumId/institutions/:institution/focal-points')
  @May('recorder', 'secretariat')
  nominateFocalPoint(@Told() it: NominateFocalPoint) {
    return this.commands.execute(it);
  }

  @Post(':forumId/institutions/:institution/focal-points/release')
  @May('recorder', 'secretariat')
  releaseFocalPoint(@Told() it: ReleaseFocalPoint) {
    return this.commands.execute(it);
  }
}
