package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.Headers.Header;
import dev.connectedlenses.rest.RestConfig;
import dev.connectedlenses.rest.RestResponse;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import dev.connectedlenses.rest.error.Remedies;
import dev.connectedlenses.rest.plan.Plan;
import dev.connectedlenses.rest.plan.Plan.Change;
import dev.connectedlenses.rest.request.ApiRequest;
import dev.connectedlenses.rest.request.MediaType;
import dev.connectedlenses.rest.request.Method;
import dev.connectedlenses.rest.request.PageCursor;
import dev.connectedlenses.rest.request.Preferences.Returning;
import dev.connectedlenses.rest.request.RawQuery;
import dev.connectedlenses.rest.request.RowRange;
import dev.connectedlenses.rest.sql.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Builds the response of one request from what the database answered. */
public final class ResponseBuilder {

  private static final byte[] NO_BODY = {};

  private final RestConfig config;
  private final ApiRequest request;
  private final Plan plan;
  private final Answer answer;
  private final List<Header> headers = new ArrayList<>();

  private ResponseBuilder(RestConfig config, ApiRequest request, Plan plan, Answer answer) {
    this.config = config;
    this.request = request;
    this.plan = plan;
    this.answer = answer;
  }

  /** The response. */
  public static RestResponse build(
      RestConfig config, ApiRequest request, Plan plan, Answer answer) {
    return new ResponseBuilder(config, request, plan, answer).build();
  }

  /** The response to a question about methods. */
  public static RestResponse allow(Plan.Allow allow) {
    return new RestResponse(
        200,
        List.of(
            new Header(
                "Allow", allow.methods().stream().map(Enum::name).collect(Collectors.joining(","))),
            new Header("Access-Control-Allow-Origin", "*")),
        NO_BODY);
  }

  private RestResponse build() {
    return switch (plan) {
      case Plan.Read read when read.media() instanceof MediaType.Plan -> explained(read.media());
      case Plan.Call call when call.media() instanceof MediaType.Plan -> explained(call.media());
      case Plan.Write write when write.media() instanceof MediaType.Plan ->
          explained(write.media());
      case Plan.Read read -> read(read);
      case Plan.Call call when call.media() instanceof MediaType.OpenApi ->
          respond(200, call.media(), answer.body());
      case Plan.Call call -> call(call);
      case Plan.Write write -> write(write);
      case Plan.Allow allow -> allow(allow);
      case Plan.Describe describe -> respond(200, describe.media(), answer.body());
    };
  }

  private RestResponse explained(MediaType media) {
    return respond(200, media, answer.body());
  }

  private RestResponse read(Plan.Read read) {
    ContentRange range =
        new ContentRange(read.level().range().offset(), answer.page(), answer.total());
    add("Content-Range", range.header());
    String query = request.canonical();
    add("Content-Location", request.path() + (query.isEmpty() ? "" : "?" + query));
    warn();
    nextPage(read);
    cut(read.level().range());
    return ranged(range, read.media());
  }

  /** Tells that the server's own limit, and not the client's, may have cut the rows. */
  private void cut(RowRange served) {
    Long most = config.db().maxRows();
    Long asked = request.shape().range().limit();
    if (config.extensions().remedies()
        && most != null
        && answer.page() >= most
        && most.equals(served.limit())
        && !most.equals(asked)) {
      add("Rows-Cut-At", most.toString());
    }
  }

  /** Tells of parameters that a later version will not understand. */
  private void warn() {
    String alias = FormerNames.in(request.shape().query());
    if (alias != null) {
      add(
          "Warning",
          "299 - \"parameters of an embedded relation with an alias should begin with its alias (%s)\""
              .formatted(RawQuery.encode(alias)));
    }
  }

  /** A full page may be followed by another. */
  private void nextPage(Plan.Read read) {
    Long limit = read.level().range().limit();
    String keys = answer.location();
    if (read.keyset() == null || keys == null || limit == null || answer.page() < limit) {
      return;
    }
    List<String> parts = new ArrayList<>();
    for (String part : request.canonical().split("&", -1)) {
      if (!part.isEmpty() && !part.startsWith("cursor=")) {
        parts.add(part);
      }
    }
    parts.add("cursor=" + PageCursor.encode(keys));
    add("Link", "<?%s>; rel=\"next\"".formatted(String.join("&", parts)));
  }

  private RestResponse call(Plan.Call call) {
    ContentRange range =
        new ContentRange(call.level().range().offset(), answer.page(), answer.total());
    add("Content-Range", range.header());
    warn();
    cut(call.level().range());
    if (call.routine().returns().nothing()) {
      applied();
      return respond(204, null, NO_BODY);
    }
    return ranged(range, call.media());
  }

  private RestResponse ranged(ContentRange range, MediaType media) {
    applied();
    if (range.status() == 416) {
      ApiError error =
          ApiError.of(Code.PGRST103, "Requested range not satisfiable")
              .details(
                  "An offset of %d was requested, but there are only %d rows."
                      .formatted(range.first(), range.total()));
      ApiError told = config.extensions().remedies() ? Remedies.told(error) : error;
      return respond(
          416, new MediaType.Json(), ErrorResponse.body(told, config.http().verbosity()));
    }
    if (config.extensions().etags() && request.method().reads()) {
      String tag = EntityTag.of(answer.body(), media.text() + range.header());
      add("ETag", tag);
      if (EntityTag.held(request.headers(), tag)) {
        return respond(304, null, NO_BODY);
      }
    }
    return respond(range.status(), media, answer.body());
  }

  private RestResponse write(Plan.Write write) {
    Long total = request.preferences().count() == null ? null : Long.valueOf(answer.page());
    boolean shown = request.preferences().returning() == Returning.REPRESENTATION;
    switch (request.method()) {
      case PATCH -> add("Content-Range", new ContentRange(0, answer.page(), total).header());
      case POST, DELETE -> add("Content-Range", new ContentRange(0, 0, total).header());
      default -> {}
    }
    String location = location(write);
    if (location != null) {
      add("Location", location);
    }
    applied();
    if (request.shape().revision() != null && answer.page() == 0) {
      return ErrorResponse.of(noSuchRevision(), config.http().verbosity());
    }
    int status = status(write, shown);
    return shown ? respond(status, write.media(), answer.body()) : respond(status, null, NO_BODY);
  }

  private static ApiError noSuchRevision() {
    return ApiError.of(412, "PT412", "No row has the revision that If-Match names")
        .hint("Read the row again and make the change on what it says now.");
  }

  private int status(Plan.Write write, boolean shown) {
    boolean merged =
        write.change() instanceof Change.Insert i && i.conflict() != null && i.conflict().merge();
    boolean nothingNew = merged && answer.inserted() != null && answer.inserted() == 0;
    return switch (request.method()) {
      case POST -> nothingNew ? 200 : 201;
      case PUT -> shown ? (nothingNew ? 200 : 201) : 204;
      default -> shown ? 200 : 204;
    };
  }

  private @Nullable String location(Plan.Write write) {
    if (answer.location() == null) {
      return null;
    }
    JsonNode values = JsonMapper.shared().readTree(answer.location());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      JsonNode value = values.get(i);
      String name = RawQuery.encode(write.table().key().get(i).text());
      parts.add(
          name + "=" + (value.isNull() ? "is.null" : "eq." + RawQuery.encode(value.asString())));
    }
    return request.path() + "?" + String.join("&", parts);
  }

  private void applied() {
    String applied = AppliedPreferences.header(request, plan, config.db().txEnd().allowsOverride());
    if (applied != null) {
      add("Preference-Applied", applied);
    }
  }

  private RestResponse respond(int status, @Nullable MediaType media, byte[] body) {
    if (media != null) {
      headers.addFirst(new Header("Content-Type", contentType(media)));
      if (config.db().schemas().size() > 1) {
        add("Content-Profile", request.schema());
      }
    }
    if (request.method() == Method.HEAD && body.length > 0) {
      add("Content-Length", Integer.toString(body.length));
    }
    int finalStatus = ResponseSettings.status(answer.status(), status);
    List<Header> all = ResponseSettings.headers(answer.headers(), headers);
    return new RestResponse(finalStatus, all, request.method() == Method.HEAD ? NO_BODY : body);
  }

  /** What the database makes may be no text. */
  private static String contentType(MediaType media) {
    return media instanceof MediaType.Made ? media.text() : media.text() + "; charset=utf-8";
  }

  private void add(String name, String value) {
    headers.add(new Header(name, value));
  }
}
