import { useEffect, useRef } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Trans } from '@lingui/react/macro';
import { publicPath } from '../api/fetch-json.js';
import { meQuery } from '../api/me.js';
import { settingsQuery } from '../api/sign-in.js';
import { goOnSignedIn, useSignInEnded } from '../api/sign-in-ended.js';

/** Tells the other tabs of this browser that somebody is signed in. */
const channelName = 'jwg-signed-in';
/** A browser keeps no longer time. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Over the page when the sign-in of who reads has ended: nothing on the page goes, and nothing typed. They sign in in
 * another tab, and go on here.
 */
export const SignInSheet = () => {
  const queries = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const { data: settings } = useQuery(settingsQuery);
  const ended = useSignInEnded();
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!me || ended > 0) return;
    const channel = new BroadcastChannel(channelName);
    channel.postMessage(me.actor);
    channel.close();
    const left = Date.parse(me.endsAt) - Date.now();
    const timer = setTimeout(() => void queries.refetchQueries(meQuery), Math.min(Math.max(left, 0) + 500, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [queries, me, ended]);
  useEffect(() => {
    if (ended === 0) return sheet.current?.close();
    if (!sheet.current?.open) sheet.current?.showModal();
    const goOn = () => void goOnSignedIn(queries);
    goOn(); // in another tab they may have signed in long since
    const channel = new BroadcastChannel(channelName);
    channel.onmessage = goOn;
    window.addEventListener('focus', goOn);
    return () => {
      channel.close();
      window.removeEventListener('focus', goOn);
    };
  }, [queries, ended]);
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="sheet-title">
      {ended > 0 && (
        <>
          <h2 id="sheet-title">
            <Trans>Your sign-in has ended</Trans>
          </h2>
          <p>
            <Trans>
              What is on the page stays, and what you typed. Sign in again as <bdi>{me?.actor}</bdi>, and you go on
              here.
            </Trans>
          </p>
          {settings?.signIn.includes('issuer') && (
            <p>
              <a
                className="btn primary"
                href={`${publicPath}/auth/start?to=${encodeURIComponent('/signed-in')}`}
                target="_blank"
                rel="noreferrer"
              >
                <Trans>Sign in with your ministry’s account, in another tab</Trans>
              </a>
            </p>
          )}
          {settings?.signIn.includes('link') && (
            <p>
              <Trans>Follow a new one-time link in another tab of this browser.</Trans>
            </p>
          )}
          <form method="dialog" className="row">
            <button type="button" className="btn" onClick={() => void goOnSignedIn(queries)}>
              <Trans>I have signed in again</Trans>
            </button>
            <button className="btn quiet">
              <Trans>Read on without</Trans>
            </button>
          </form>
        </>
      )}
    </dialog>
  );
};
