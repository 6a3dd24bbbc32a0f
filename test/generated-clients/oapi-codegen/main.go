// Five calls by a client of oapi-codegen. It prints as one JSON what each call gave it.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"reflect"
	"strings"

	"clients/ledger"
)

// Who is asked for what; see main.
var url, auditor, focalPoint, key, forum, sessions, commitments string

var ctx = context.Background()

func as(token string) *ledger.ClientWithResponses {
	bearer := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+token)
		return nil
	}
	client, err := ledger.NewClientWithResponses(url, ledger.WithRequestEditorFn(bearer))
	if err != nil {
		panic(err)
	}
	return client
}

func list() (any, error) {
	events := []any{}
	limit := int32(50)
	params := ledger.ListEventsParams{Limit: &limit}
	for pages := 1; ; pages++ {
		answer, err := as(auditor).ListEventsWithResponse(ctx, &params)
		if err != nil {
			return nil, err
		}
		if answer.JSON200 == nil {
			return nil, fmt.Errorf("no page: %s", answer.Body)
		}
		for _, event := range answer.JSON200.Events {
			decoded, err := event.ValueByDiscriminator()
			if err != nil {
				return nil, err
			}
			events = append(events, decoded)
		}
		params.After = answer.JSON200.Next
		if params.After == nil {
			return map[string]any{"pages": pages, "events": events}, nil
		}
	}
}

func send(params ledger.ReportProgressParams) (*ledger.ReportProgressResponse, error) {
	percent := int32(60)
	body := ledger.ReportProgress{Narrative: "Told by oapi-codegen: 墙", Percent: &percent}
	commitment, _, _ := strings.Cut(commitments, ",")
	return as(focalPoint).ReportProgressWithResponse(ctx, commitment, &params, body)
}

var reported string

func report() (any, error) {
	var receipts [2]*ledger.Receipt
	for n := range receipts {
		answer, err := send(ledger.ReportProgressParams{IdempotencyKey: &key})
		if err != nil {
			return nil, err
		}
		if answer.JSON201 == nil {
			return nil, fmt.Errorf("no receipt: %s", answer.Body)
		}
		receipts[n] = answer.JSON201
	}
	event, err := receipts[0].Events[0].AsProgressReportedRecorded()
	reported = event.Id
	return map[string]any{"first": receipts[0], "second": receipts[1], "id": reported}, err
}

func problem() (any, error) {
	stale := `"0"`
	answer, err := send(ledger.ReportProgressParams{IfMatch: &stale})
	if err != nil {
		return nil, err
	}
	if answer.ApplicationproblemJSON412 == nil {
		return nil, fmt.Errorf("no problem: %s", answer.Body)
	}
	return answer.ApplicationproblemJSON412, nil
}

// The name of the type into which the field Data of that event was decoded.
func typeOfData(event any) string {
	return reflect.ValueOf(event).FieldByName("Data").Type().Name()
}

// A page of a timeline that begins after that position.
type pageOf func(after *int64) (page *ledger.Timeline, body []byte, err error)

func whole(page pageOf) ([]any, error) {
	entries := []any{}
	for after := (*int64)(nil); ; {
		answer, body, err := page(after)
		if err != nil {
			return nil, err
		}
		if answer == nil {
			return nil, fmt.Errorf("no timeline: %s", body)
		}
		for _, entry := range answer.Entries {
			decoded, err := entry.ValueByDiscriminator()
			if err != nil {
				return nil, err
			}
			entries = append(entries, map[string]any{"as": typeOfData(decoded), "entry": decoded})
		}
		after = answer.Next
		if after == nil {
			return entries, nil
		}
	}
}

// The timelines of the forum, of each session and of each commitment, one after another.
func timeline() (any, error) {
	limit := int32(20)
	client := as(auditor)
	timelines := []pageOf{func(after *int64) (*ledger.Timeline, []byte, error) {
		answer, err := client.GetForumTimelineWithResponse(ctx, forum, &ledger.GetForumTimelineParams{After: after, Limit: &limit})
		if err != nil {
			return nil, nil, err
		}
		return answer.JSON200, answer.Body, nil
	}}
	for _, id := range strings.Split(sessions, ",") {
		timelines = append(timelines, func(after *int64) (*ledger.Timeline, []byte, error) {
			answer, err := client.GetSessionTimelineWithResponse(ctx, id, &ledger.GetSessionTimelineParams{After: after, Limit: &limit})
			if err != nil {
				return nil, nil, err
			}
			return answer.JSON200, answer.Body, nil
		})
	}
	for _, id := range strings.Split(commitments, ",") {
		timelines = append(timelines, func(after *int64) (*ledger.Timeline, []byte, error) {
			answer, err := client.GetCommitmentTimelineWithResponse(ctx, id, &ledger.GetCommitmentTimelineParams{After: after, Limit: &limit})
			if err != nil {
				return nil, nil, err
			}
			return answer.JSON200, answer.Body, nil
		})
	}
	all := []any{}
	for _, page := range timelines {
		entries, err := whole(page)
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	return all, nil
}

// The published events from the first one to the one that was reported here.
func stream() (any, error) {
	if reported == "" {
		return nil, errors.New("nothing was reported")
	}
	answer, err := as(auditor).FollowEvents(ctx, nil)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	events := []any{}
	lines := bufio.NewScanner(answer.Body)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		data, found := strings.CutPrefix(lines.Text(), "data: ")
		if !found {
			continue
		}
		var event ledger.PublishedEvent
		if err := json.Unmarshal([]byte(data), &event); err != nil {
			return nil, err
		}
		decoded, err := event.ValueByDiscriminator()
		if err != nil {
			return nil, err
		}
		events = append(events, map[string]any{"as": typeOfData(decoded), "event": decoded})
		if reflect.ValueOf(decoded).FieldByName("Id").String() == reported {
			return events, nil
		}
	}
	return nil, fmt.Errorf("the stream ended: %v", lines.Err())
}

func main() {
	for n, it := range []*string{&url, &auditor, &focalPoint, &key, &forum, &sessions, &commitments} {
		*it = os.Args[n+1]
	}
	calls := map[string]any{}
	for _, it := range []struct {
		name string
		call func() (any, error)
	}{{"report", report}, {"list", list}, {"problem", problem}, {"timeline", timeline}, {"stream", stream}} {
		result, err := it.call()
		if err != nil {
			result = map[string]string{"failed": err.Error()}
		}
		calls[it.name] = result
	}
	var text bytes.Buffer
	out := json.NewEncoder(&text)
	out.SetEscapeHTML(false)
	if err := out.Encode(calls); err != nil {
		panic(err)
	}
	fmt.Print(text.String())
}
