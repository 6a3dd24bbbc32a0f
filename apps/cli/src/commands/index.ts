import type { Command } from 'commander';
import { board } from './board.js';
import { bundle } from './bundle.js';
import { completion } from './completion.js';
import { config } from './config.js';
import { demo } from './demo.js';
import { diff } from './diff.js';
import { events } from './events.js';
import { exporting } from './export.js';
import { facets } from './facets.js';
import { fields } from './fields.js';
import { find } from './find.js';
import { forget } from './forget.js';
import { forums } from './forums.js';
import { health, skip } from './health.js';
import { importRecord } from './import.js';
import { institutions } from './institutions.js';
import { list } from './list.js';
import { matrix } from './matrix.js';
import { migrate } from './migrate.js';
import { moments } from './moments.js';
import { overview } from './overview.js';
import { reads } from './reads.js';
import { rebuild } from './rebuild.js';
import { replay } from './replay.js';
import { report } from './report.js';
import { relay } from './relay.js';
import { serve } from './serve.js';
import { session } from './session.js';
import { silence } from './silence.js';
import { status } from './status.js';
import { send } from './send.js';
import { timeline } from './timeline.js';
import { token } from './token.js';
import { verify } from './verify.js';
import { why } from './why.js';
import { witness } from './witness.js';
import { words } from './words.js';

/** Every command of the command line; each adds itself to the program. */
export const commands: readonly ((program: Command) => Command)[] = [
  importRecord,
  overview,
  matrix,
  status,
  why,
  list,
  facets,
  timeline,
  session,
  moments,
  board,
  silence,
  diff,
  replay,
  forums,
  institutions,
  words,
  find,
  events,
  send,
  forget,
  fields,
  rebuild,
  migrate,
  verify,
  witness,
  bundle,
  exporting,
  report,
  reads,
  health,
  skip,
  relay,
  config,
  serve,
  token,
  completion,
  demo,
];
