package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes an {@link ApiRequest} of a request from the wire, or refuses it. */
public final class RequestParser {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{0,18})");

  private final List<String> schemas;
  private final LimitChecker limits;

  /** A parser for these exposed schemas, the first being the default, and these limits. */
  public RequestParser(List<String> schemas, RequestLimits limits) {
    this.schemas = List.copyOf(schemas);
    this.limits = new LimitChecker(limits);
  }

  /** Parses a request; time zones are the names that may be preferred. */
  public ApiRequest parse(RestRequest request, Set<String> timezones) {
    Target target = Target.parse(request.path());
    Method method = Method.of(request.method(), target);
    limits.checkSize(request);
    String schema = schema(method, request.headers());
    boolean call = target instanceof Target.Function;
    QueryParams query =
        QueryParser.parse(RawQuery.parse(request.rawQuery()), call && method.reads());
    limits.check(query);
    String contentType = contentType(request.headers());
    return new ApiRequest(
        method,
        target,
        Target.normal(request.path()),
        schema,
        query,
        Preferences.parse(request.headers(), timezones),
        AcceptParser.parse(request.headers()),
        range(method, query, request.headers()),
        payload(method, call, query, contentType, request.body()),
        contentType,
        request.headers());
  }

  private String schema(Method method, Headers headers) {
    boolean reads = method.reads() || method == Method.OPTIONS;
    String asked = headers.first(reads ? "Accept-Profile" : "Content-Profile");
    if (asked == null) {
      return schemas.getFirst();
    }
    if (!schemas.contains(asked)) {
      throw ApiError.of(Code.PGRST106, "Invalid schema: " + asked)
          .hint("Only the following schemas are exposed: " + String.join(", ", schemas))
          .asException();
    }
    return asked;
  }

  private static RowRange range(Method method, QueryParams query, Headers headers) {
    Long limit = query.limits().get(List.<String>of());
    if (limit != null && limit < 0) {
      throw notSatisfiable("Limit should be greater than or equal to zero.");
    }
    String header = method == Method.GET ? headers.first("Range") : null;
    Matcher m = RANGE.matcher(header == null ? "" : header.strip());
    if (!m.matches()) {
      return RowRange.ALL;
    }
    long from = Long.parseLong(m.group(1));
    if (m.group(2).isEmpty()) {
      return new RowRange(from, null);
    }
    long to = Long.parseLong(m.group(2));
    if (from > to) {
      throw notSatisfiable(
          "The lower boundary must be lower than or equal to the upper boundary in the Range"
              + " header.");
    }
    return new RowRange(from, to - from + 1);
  }

  private static RuntimeException notSatisfiable(String details) {
    return ApiError.of(Code.PGRST103, "Requested range not satisfiable")
        .details(details)
        .asException();
  }

  private static String contentType(Headers headers) {
    String header = headers.first("Content-Type");
    return header == null
        ? "application/json"
        : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static Payload payload(
      Method method, boolean call, QueryParams query, String contentType, byte[] body) {
    boolean takesBody = method == Method.POST || method == Method.PATCH || method == Method.PUT;
    if (!takesBody) {
      return new Payload.None();
    }
    String text = json(call, contentType, body);
    return text == null ? new Payload.Raw(body) : JsonBody.read(text, query.columns() == null);
  }

  /** The body as JSON, null if a function may take it as it is. */
  private static @Nullable String json(boolean call, String contentType, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return switch (contentType) {
      case "application/json",
          "application/vnd.pgrst.object+json",
          "application/vnd.pgrst.array+json" ->
          call && text.isBlank() ? "{}" : text;
      case "text/csv" -> CsvBody.toJson(text);
      case "application/x-www-form-urlencoded" -> form(text);
      default -> {
        boolean raw =
            Set.of("text/plain", "text/xml", "application/octet-stream").contains(contentType);
        if (!call || !raw) {
          throw ApiError.of(Code.PGRST102, "Content-Type not acceptable: " + contentType)
              .asException();
        }
        yield null;
      }
    };
  }

  private static String form(String text) {
    ObjectNode object = JsonMapper.shared().createObjectNode();
    RawQuery.parse(text).pairs().forEach(p -> object.put(p.name(), p.value()));
    return object.toString();
  }
}
