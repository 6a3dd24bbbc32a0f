// Five calls by a client of openapi-generator. It prints as one JSON what each call gave it.
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CommitmentsApi;
import org.openapitools.client.api.EventsApi;
import org.openapitools.client.api.ForumsApi;
import org.openapitools.client.api.SessionsApi;
import org.openapitools.client.model.ProblemDetails;
import org.openapitools.client.model.PublishedEvent;
import org.openapitools.client.model.Receipt;
import org.openapitools.client.model.ReportProgress;
import org.openapitools.client.model.Timeline;

public class Main {
  static String url, auditor, focalPoint, key, forum;
  static String[] sessions, commitments;
  static String reported;

  static ApiClient as(String token) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(url);
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    return client;
  }

  static Object list() throws Exception {
    EventsApi api = new EventsApi(as(auditor));
    List<Object> events = new ArrayList<>();
    String after = null;
    for (int pages = 1; ; pages++) {
      var page = api.listEvents(after, null, 50, null, null, null);
      page.getEvents().forEach(event -> events.add(event.getActualInstance()));
      after = page.getNext();
      if (after == null) return Map.of("pages", pages, "events", events);
    }
  }

  static Receipt send(String idempotencyKey, String ifMatch) throws ApiException {
    ReportProgress body = new ReportProgress().narrative("Told by openapi-generator for Java: 墙").percent(60);
    return new CommitmentsApi(as(focalPoint)).reportProgress(commitments[0], body, null, idempotencyKey, ifMatch).getReceipt();
  }

  static Object report() throws Exception {
    Receipt first = send(key, null);
    Receipt second = send(key, null);
    reported = first.getEvents().get(0).getProgressReportedRecorded().getId();
    return Map.of("first", first, "second", second, "id", reported);
  }

  static Object problem() throws Exception {
    try {
      return Map.of("failed", "taken: " + send(null, "\"0\""));
    } catch (ApiException error) {
      return as(focalPoint).getObjectMapper().readValue(error.getResponseBody(), ProblemDetails.class);
    }
  }

  interface PageOf {
    Timeline after(Long position) throws ApiException;
  }

  /** The type into which the field `data` of an event was decoded. */
  static String typeOfData(Object event) throws Exception {
    return event.getClass().getMethod("getData").getReturnType().getSimpleName();
  }

  static void whole(PageOf page, List<Object> entries) throws Exception {
    Long after = null;
    do {
      Timeline answer = page.after(after);
      for (var entry : answer.getEntries()) {
        Object decoded = entry.getActualInstance();
        entries.add(Map.of("as", typeOfData(decoded), "entry", decoded));
      }
      after = answer.getNext();
    } while (after != null);
  }

  /** The timelines of the forum, of each session and of each commitment, one after another. */
  static Object timeline() throws Exception {
    ApiClient client = as(auditor);
    List<Object> entries = new ArrayList<>();
    whole(after -> new ForumsApi(client).getForumTimeline(forum, after, null, null, null, 20, null, null, null, null, null, null), entries);
    for (String id : sessions)
      whole(after -> new SessionsApi(client).getSessionTimeline(id, after, null, null, null, 20, null, null, null, null, null, null), entries);
    for (String id : commitments)
      whole(after -> new CommitmentsApi(client).getCommitmentTimeline(id, after, null, null, null, 20, null, null, null, null, null, null), entries);
    return entries;
  }

  /** The published events from the first one to the one that was reported here. */
  static Object stream() throws Exception {
    if (reported == null) throw new IllegalStateException("nothing was reported");
    ObjectMapper mapper = as(auditor).getObjectMapper();
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/events/stream")).header("Authorization", "Bearer " + auditor).build();
    List<Object> events = new ArrayList<>();
    var body = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()).body();
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, "UTF-8"))) {
      for (String line; (line = lines.readLine()) != null; ) {
        if (!line.startsWith("data: ")) continue;
        Object decoded = mapper.readValue(line.substring("data: ".length()), PublishedEvent.class).getActualInstance();
        events.add(Map.of("as", typeOfData(decoded), "event", decoded));
        if (decoded.getClass().getMethod("getId").invoke(decoded).equals(reported)) return events;
      }
    }
    throw new IllegalStateException("the stream ended");
  }

  static Object tried(Callable<Object> call) {
    try {
      return call.call();
    } catch (Exception error) {
      return Map.of("failed", error.toString());
    }
  }

  public static void main(String[] args) throws Exception {
    url = args[0];
    auditor = args[1];
    focalPoint = args[2];
    key = args[3];
    forum = args[4];
    sessions = args[5].split(",");
    commitments = args[6].split(",");
    Map<String, Object> calls = new LinkedHashMap<>();
    calls.put("report", tried(Main::report));
    calls.put("list", tried(Main::list));
    calls.put("problem", tried(Main::problem));
    calls.put("timeline", tried(Main::timeline));
    calls.put("stream", tried(Main::stream));
    ObjectMapper mapper = as(auditor).getObjectMapper().setSerializationInclusion(JsonInclude.Include.NON_NULL);
    System.out.write(mapper.writeValueAsBytes(calls));
    System.out.flush();
    System.exit(0); // without waiting for connections
  }
}
