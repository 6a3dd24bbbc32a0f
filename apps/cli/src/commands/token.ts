import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { kindOf, MAX_TOKEN_SECONDS, openLocalIssuer, tokenRoles, variable, type Actor } from '@jwg/platform';
import { choice } from '../choices.js';
import { Failure } from '../failures.js';
import { common, type Common } from '../options.js';
import { print } from '../output.js';
import { addressIn, publicAddress } from '../server-address.js';
import { linkOf } from '../sign-in-link.js';

interface Options extends Common {
  role: string;
  side?: string;
  institution?: string;
  name: string;
  for: number;
  link?: string | true;
}

/** A user who can read the data folder's key may act in any role; the holder of a token only in the token's role. */
export const token = (program: Command): Command =>
  common(program.command('token'))
    .description('make a token for the HTTP API; also beside a server that runs')
    .addOption(choice('--role <role>', tokenRoles).makeOptionMandatory())
    .option('--side <side>', 'like PK or ASEAN; required of a secretariat, coChair and focalPoint')
    .option('--institution <id>', 'required of a focalPoint')
    .option('--name <name>', 'who it is for: the actor of what they record', process.env.USER ?? 'operator')
    .option('--for <time>', 'how long it is good for, like 90s, 30m, 8h, 30d', seconds, 8 * 3600)
    .option(
      '--link [address]',
      'make a link instead, with which a browser signs in once; of JWG_PUBLIC_URL, or http://localhost:3000, without an address',
      (text: string) => addressIn('--link', text),
    )
    .action(async ({ data, role, side, institution, name, for: time, link, ...options }: Options) => {
      if (process.env.JWG_OIDC_ISSUER)
        throw new Failure('invalid', `JWG_OIDC_ISSUER is set: tokens come from ${process.env.JWG_OIDC_ISSUER}.`);
      const key = variable(process.env, 'JWG_ISSUER_KEY');
      if (key === undefined && !existsSync(data))
        throw new Failure('cannotOpen', `There is no ledger at ${data}. Name its data folder with --data.`);
      const actor = { id: name, role, ...(side && { side }), ...(institution && { institution }) } as Actor;
      const { issuer, issue, links } = await openLocalIssuer(data, undefined, key);
      const expires = new Date(Date.now() + time * 1000).toISOString();
      const unfit = (error: Error) => {
        throw kindOf(error) === 'unauthenticated' ? new Failure('invalid', error.message) : error;
      };
      if (link !== undefined) {
        const address = link === true ? publicAddress() : link;
        const code = await links.make({ actor, seconds: time }, LINK_SECONDS).catch(unfit);
        const until = new Date(Date.now() + LINK_SECONDS * 1000).toISOString();
        return print(options, { link: linkOf(address, code), actor, until }, (it) => it.link);
      }
      const token = await issue(actor, time).catch(unfit);
      print(options, { token, actor, issuer, expires }, (it) => it.token);
    });

/** Seconds in which a link has to be followed: it goes by mail or on paper to somebody who waits for it. */
const LINK_SECONDS = 15 * 60;

const units = { s: 1, m: 60, h: 3600, d: 86_400 };

const seconds = (text: string): number => {
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  const time = Number(count) * units[unit as keyof typeof units];
  if (!(time >= 1 && time <= MAX_TOKEN_SECONDS))
    throw new Failure('invalid', `--for takes a time from 1s to 30d, like 90s, 30m, 8h or 7d, not ${text}.`);
  return time;
};
