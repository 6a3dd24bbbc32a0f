import './acts.css';
import { useEffect, useId, useRef } from 'react';
import { useLingui as useI18n } from '@lingui/react';
import { Trans } from '@lingui/react/macro';
import type { Me } from '../api/me.js';
import { useDraft } from '../drafts/use-draft.js';
import { shortId } from '../words/ids.js';
import { missingIn, subjectOf, type Act, type Values } from './act.js';
import { ActField, type Choices } from './act-field.js';
import { isHeldUp } from './sending.js';
import { Outcome } from './outcome.js';
import { useRehearsal } from './use-rehearsal.js';
import { useSending } from './use-sending.js';
import { useTag } from './use-tag.js';
import { WillDo } from './will-do.js';

interface ActFormProps {
  readonly act: Act;
  /** Of the commitment or session that it is about. */
  readonly id: string;
  /** What tells it from another form for the same act on the same thing. */
  readonly of?: string;
  readonly me: Me;
  readonly choices: Choices;
  /** What its fields begin with: what the other side has consented to. */
  readonly proposed?: Values;
  close(): void;
}

/** One act on one commitment or session, opened in place; beside it what sending it will do. Nothing that is typed is lost. */
export const ActForm = ({ act, id, of, me, choices, proposed = {}, close }: ActFormProps) => {
  const { _ } = useI18n();
  const headingId = useId();
  const form = useRef<HTMLFormElement>(null);
  const drafting = useDraft<Values>(me.actor, [id, act.command, of].filter(Boolean).join(' '), proposed);
  const { draft, wasFound, change } = drafting;
  const sending = useSending(act, id, drafting);
  const { stage, send } = sending;
  const rehearsal = useRehearsal(act, id, me.csrf, stage.at === 'recorded' ? undefined : draft);
  useEffect(() => form.current?.querySelector<HTMLElement>('textarea, input, select, button')?.focus(), []);
  useTag(subjectOf(act, id), draft.ifMatch === undefined, change);
  if (stage.at === 'recorded') return <Outcome {...sending} close={close} />;
  const missing = missingIn(act, draft.values);
  const problems =
    stage.at === 'refused' ? ((stage.problem.more['problems'] ?? []) as { field: string; rule: string }[]) : [];
  const told = rehearsal && 'would' in rehearsal ? rehearsal : undefined;
  const doubts = told?.would.doubts ?? [];
  const first = told?.lifted && act.first;
  const words = _((first ?? act).send);
  const errorOf = (name: string) =>
    problems.find(({ field }) => field === `/${name.replace('.', '/')}` || field.startsWith(`/${name}/`))?.rule;
  return (
    <form
      ref={form}
      className="act-form"
      aria-labelledby={headingId}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing.length === 0) void send({ confirm: doubts.map(({ code }) => code), first: first !== undefined });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.current?.requestSubmit();
      }}
    >
      <div className="stack">
        <h3 id={headingId}>
          <Trans>
            {_(act.title)}: <bdi>{shortId(id)}</bdi>
          </Trans>
        </h3>
        {act.fields.map((field) => (
          <ActField
            key={field.name}
            field={field}
            value={draft.values[field.name]}
            choices={choices}
            error={errorOf(field.name)}
            onChange={(value) => change({ values: { ...draft.values, [field.name]: value } })}
          />
        ))}
        {doubts.map(({ code, rule, wayOut }) => (
          <p key={code} className="note care" role="status">
            <span>
              <b>{rule}</b> {wayOut}
            </span>
          </p>
        ))}
        <Outcome {...sending} close={close} />
        <div className="row">
          <button
            type="submit"
            className="btn primary"
            disabled={isHeldUp(stage) || missing.length > 0 || (rehearsal !== undefined && 'no' in rehearsal)}
          >
            {doubts.length > 0 ? <Trans>{words}, all the same</Trans> : words}
          </button>
          {/* It keeps its place while it is sent: the second click of two would find something else there. */}
          <button type="button" className="btn quiet" disabled={stage.at === 'sending'} onClick={close}>
            <Trans>Close</Trans>
          </button>
          <span className="small faint" role="status">
            {stage.at === 'sending' ? (
              <Trans>Sending …</Trans>
            ) : wasFound && Object.keys(draft.values).length > 0 ? (
              <Trans>Found again as you left it.</Trans>
            ) : (
              <Trans>What you type is kept on this device.</Trans>
            )}
          </span>
        </div>
      </div>
      <WillDo rehearsal={rehearsal} me={me} id={id} />
    </form>
  );
};
