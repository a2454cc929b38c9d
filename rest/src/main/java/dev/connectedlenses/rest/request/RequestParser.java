package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Extensions;
import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.RequestLimits;
import dev.connectedlenses.rest.RestRequest;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;

/** Makes an {@link ApiRequest} of a request from the wire, or refuses it. */
public final class RequestParser {

  private static final String JSON = "application/json";
  private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-(\\d{0,18})");

  private final List<String> schemas;
  private final LimitChecker limits;
  private final Extensions extensions;
  private final JsonFactory json;

  /** A parser for these exposed schemas, the first being the default, and these limits. */
  public RequestParser(List<String> schemas, RequestLimits limits, Extensions extensions) {
    this.schemas = List.copyOf(schemas);
    this.extensions = extensions;
    this.limits = new LimitChecker(limits.size());
    this.json = JsonBody.factory(limits.json());
  }

  /** Parses a request; time zones are the names that may be preferred. */
  public ApiRequest parse(RestRequest request, Set<String> timezones) {
    Target target = Target.parse(request.path());
    Method method = Method.of(request.method(), target);
    limits.checkSize(request);
    String schema = schema(method, request.headers());
    boolean call = target instanceof Target.Function;
    Values values = new Values();
    RawQuery raw = RawQuery.parse(request.rawQuery());
    Preferences preferences = Preferences.parse(request.headers(), timezones, extensions.cursors());
    boolean cursor = preferences.cursor() && method.reads() && !call;
    QueryParams query = QueryParser.parse(raw, call && method.reads(), cursor, values);
    limits.check(query, values);
    String contentType = contentType(request.headers());
    Shape shape =
        new Shape(
            method,
            target,
            schema,
            query,
            preferences,
            AcceptParser.parse(request.headers()),
            range(method, query, request.headers()),
            takesBody(method)
                ? new Bodies(json, call, query.columns() == null, values)
                    .read(contentType, request.body())
                : new Payload.None(),
            contentType,
            revision(method, request.headers(), values));
    String canonical = method.reads() ? raw.canonical() : "";
    return new ApiRequest(
        shape, values, request.body(), Target.normal(request.path()), canonical, request.headers());
  }

  /** The revision that rows to be changed must have, null if any. */
  private @Nullable Place revision(Method method, Headers headers, Values values) {
    boolean changes = method == Method.PATCH || method == Method.DELETE;
    String match = extensions.etags() && changes ? headers.first("If-Match") : null;
    if (match == null || match.strip().equals("*")) {
      return null;
    }
    String text = match.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return values.add(quoted ? text.substring(1, text.length() - 1) : text);
  }

  private static boolean takesBody(Method method) {
    return method == Method.POST || method == Method.PATCH || method == Method.PUT;
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
    if (header == null) {
      return RowRange.ALL;
    }
    Matcher m = RANGE.matcher(header.strip());
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
    return header == null || header.equals(JSON)
        ? JSON
        : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }
}
