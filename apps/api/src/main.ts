import { Logger } from '@nestjs/common';
import { openLocalIssuer } from '@jwg/platform';
import { openApi } from './api.js';

const { PORT = '3000', HOST = '127.0.0.1', JWG_DATA = './data' } = process.env;

const app = await openApi({ folder: JWG_DATA }, await openLocalIssuer(JWG_DATA), new Logger());
app.enableShutdownHooks();
await app.listen(Number(PORT), HOST);
new Logger('Api').log(`Listening at ${await app.getUrl()}; the explorer is at /docs`);
