"""Five calls with the models of datamodel-code-generator, which makes no client: the standard library asks, and the
models decode. It prints as one JSON what each call gave it."""

import json
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import ledger

url, auditor, focal_point, key, forum, sessions, commitments = sys.argv[1:8]


def ask(path, **query):
    given = urlencode({name: it for name, it in query.items() if it is not None})
    return urlopen(Request(f"{url}{path}?{given}", headers={"Authorization": f"Bearer {auditor}"}))


def written(model):
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def list_events():
    events, pages, after = [], 0, None
    while True:
        page = ledger.EventPage.model_validate_json(ask("/v1/events", limit=50, after=after).read())
        pages += 1
        events += [written(event) for event in page.events]
        after = page.next
        if after is None:
            return {"pages": pages, "events": events}


def send(headers):
    body = ledger.ReportProgress(narrative="Told by datamodel-code-generator: 墙", percent=60)
    commitment = commitments.split(",")[0]
    return urlopen(
        Request(
            f"{url}/v1/commitments/{commitment}/progress-reports",
            data=body.model_dump_json(exclude_unset=True).encode(),
            headers={"Authorization": f"Bearer {focal_point}", "Content-Type": "application/json", **headers},
        )
    )


def report():
    answers = [send({"Idempotency-Key": key}).read() for _ in range(2)]
    first, second = (ledger.Receipt.model_validate_json(it) for it in answers)
    return {"first": written(first), "second": written(second), "id": first.events[0].root.id}


def problem():
    try:
        return {"failed": f"taken: {send({'If-Match': chr(34) + '0' + chr(34)}).read()}"}
    except HTTPError as error:
        return written(ledger.ProblemDetails.model_validate_json(error.read()))


def decoded(event, name):
    return {"as": type(event.root.data).__name__, name: written(event)}


def whole(subject, entries):
    after = None
    while True:
        page = ledger.Timeline.model_validate_json(ask(f"/v1/{subject}/timeline", limit=20, after=after).read())
        entries += [decoded(entry, "entry") for entry in page.entries]
        after = page.next
        if after is None:
            return


def timeline():
    """The timelines of the forum, of each session and of each commitment, one after another."""
    entries = []
    whole(f"forums/{forum}", entries)
    for it in sessions.split(","):
        whole(f"sessions/{it}", entries)
    for it in commitments.split(","):
        whole(f"commitments/{it}", entries)
    return entries


def stream(last):
    """The published events from the first one to the one that was reported here."""
    events = []
    for line in ask("/v1/events/stream"):
        if not line.startswith(b"data: "):
            continue
        event = ledger.PublishedEvent.model_validate_json(line.removeprefix(b"data: "))
        events.append(decoded(event, "event"))
        if event.root.id == last:
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
