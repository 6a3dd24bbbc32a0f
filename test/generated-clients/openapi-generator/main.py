"""Five calls by a client of openapi-generator. It prints as one JSON what each call gave it."""

import json
import sys

import ledger

STALE = '"0"'
url, auditor, focal_point, key, forum, sessions, commitments = sys.argv[1:8]


def api_client(token):
    return ledger.ApiClient(ledger.Configuration(host=url, access_token=token))


reader, reporter = api_client(auditor), api_client(focal_point)


def text_of(value):
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def written(model):
    # Its own to_json() cannot write a UUID.
    return json.loads(json.dumps(model.to_dict(), default=text_of))


def list_events():
    events, pages, after = [], 0, None
    while True:
        page = ledger.EventsApi(reader).list_events(after=after, limit=50)
        pages += 1
        events += [written(event.actual_instance) for event in page.events]
        after = page.next
        if after is None:
            return {"pages": pages, "events": events}


def send(**headers):
    body = ledger.ReportProgress(narrative="Told by openapi-generator for Python: 墙", percent=60)
    commitment = commitments.split(",")[0]
    return ledger.CommitmentsApi(reporter).report_progress(commitment, body, **headers)


def report():
    first, second = (send(idempotency_key=key) for _ in range(2))
    event = first.events[0].actual_instance
    return {"first": written(first), "second": written(second), "id": event.id}


def problem():
    try:
        return {"failed": f"taken: {send(if_match=STALE)}"}
    except ledger.ApiException as error:
        return written(error.data)


def decoded(event, name):
    inner = event.actual_instance
    return {"as": type(inner.data).__name__, name: written(inner)}


def whole(ask, entries):
    after = None
    while True:
        page = ask(after=after, limit=20)
        entries += [decoded(entry, "entry") for entry in page.entries]
        after = page.next
        if after is None:
            return


def timeline():
    """The timelines of the forum, of each session and of each commitment, one after another."""
    entries = []
    whole(lambda **page: ledger.ForumsApi(reader).get_forum_timeline(forum, **page), entries)
    for it in sessions.split(","):
        whole(lambda **page: ledger.SessionsApi(reader).get_session_timeline(it, **page), entries)
    for it in commitments.split(","):
        whole(lambda **page: ledger.CommitmentsApi(reader).get_commitment_timeline(it, **page), entries)
    return entries


def stream(last):
    """The published events from the first one to the one that was reported here."""
    events = []
    answer = ledger.EventsApi(reader).follow_events_without_preload_content()
    buffered = b""
    for chunk in answer.stream(1):
        buffered += chunk
        if not chunk.endswith(b"\n"):
            continue
        line, buffered = buffered.decode(), b""
        if not line.startswith("data: "):
            continue
        event = ledger.PublishedEvent.from_json(line.removeprefix("data: "))
        events.append(decoded(event, "event"))
        if event.actual_instance.id == last:
            return events
    raise RuntimeError("the stream ended")


def tried(call):
    try:
        return call()
    except Exception as error:
        return {"failed": f"{type(error).__name__}: {str(error)[:500]}"}


reported = tried(report)
calls = {
    "report": reported,
    "list": tried(list_events),
    "problem": tried(problem),
    "timeline": tried(timeline),
    "stream": tried(lambda: stream(reported["id"])),
}
print(json.dumps(calls))
