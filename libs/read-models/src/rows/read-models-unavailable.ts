import { StoreUnavailable } from '@jwg/event-sourcing';

/** The database of the read models is away: questions have to wait, commands do not. */
export class ReadModelsUnavailable extends StoreUnavailable {
  override readonly name = 'ReadModelsUnavailable';
  override readonly detail = 'The read models cannot be reached; questions have to wait, commands are taken meanwhile.';
  override readonly detailOfQuestion = this.detail;
}

/** Makes the error, from its cause; it names the server, and no secret of its address. */
export const unavailableAt = (address: string) => {
  const { hostname, port } = new URL(address);
  const server = `PostgreSQL at ${hostname}:${port || 5432}`;
  return (cause: unknown): ReadModelsUnavailable =>
    Object.assign(
      new ReadModelsUnavailable(`${server}, which keeps the read models, cannot be reached or does not answer`, {
        cause,
      }),
      { server },
    );
};
