import { Logger } from '@nestjs/common';
import {
  authenticatorOf,
  exitCodeAtStart,
  listening,
  logOf,
  openTracing,
  Platform,
  reasonOf,
  settingsIn,
} from '@jwg/platform';
import { openApi } from './api.js';

try {
  const settings = settingsIn(process.env);
  const app = await openApi(
    { ...settings, threads: true, tracing: await openTracing('jwg-api') },
    await authenticatorOf(settings),
    logOf(settings),
  );
  app.enableShutdownHooks(['SIGINT', 'SIGTERM', 'SIGHUP']);
  // The process that started this one over a channel has ended: stop in order, as on SIGTERM.
  if (process.channel) {
    process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
    process.channel.unref();
  }
  if (settings.kurrentdb && !settings.oidc && settings.issuerKey === undefined)
    new Logger('Server').warn(
      'Tokens are signed by the key in this copy’s own data folder: other copies refuse them. Set JWG_ISSUER_KEY_FILE, or JWG_OIDC_ISSUER.',
    );
  const server = app.get(Platform).store.health?.()?.server;
  if (server !== undefined) new Logger('Server').log(`The ledger is on ${server}`);
  await listening(app.listen(settings.port, settings.host));
  new Logger('Server').log(`Listening at ${await app.getUrl()}; the explorer is at /docs`);
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exit(exitCodeAtStart(error));
}
