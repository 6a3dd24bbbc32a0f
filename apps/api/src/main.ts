import { Logger } from '@nestjs/common';
import { openApi } from './api.js';
import { Authenticator, Unauthenticated } from './access/authenticator.js';

/** Until tokens can be checked nobody is let in. */
class Closed extends Authenticator {
  async actorOf(): Promise<never> {
    throw new Unauthenticated('missing', 'This server cannot check tokens yet.');
  }
}

const { PORT = '3000', HOST = '127.0.0.1', JWG_DATA = './data' } = process.env;

const app = await openApi({ folder: JWG_DATA }, new Closed(), new Logger());
app.enableShutdownHooks();
await app.listen(Number(PORT), HOST);
new Logger('Api').log(`Listening at ${await app.getUrl()}, explorer at /docs`);
