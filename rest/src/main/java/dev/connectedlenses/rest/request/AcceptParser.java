package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads Accept headers: the best quality first, ties in the order written. */
public final class AcceptParser {

  private static final List<String> PLAN_OPTIONS =
      List.of("analyze", "verbose", "settings", "buffers", "wal");

  private static final List<MediaType> ANYTHING = List.of(new MediaType.Any());

  private AcceptParser() {}

  private record Weighted(MediaType type, double quality) {}

  static List<MediaType> parse(Headers headers) {
    if (!headers.has("Accept")) {
      return ANYTHING;
    }
    List<Weighted> weighted = new ArrayList<>();
    for (String header : headers.every("Accept")) {
      for (String part : split(header, ',')) {
        if (!part.isBlank()) {
          weighted.add(one(part.strip()));
        }
      }
    }
    if (weighted.isEmpty()) {
      return ANYTHING;
    }
    weighted.sort(Comparator.comparingDouble(Weighted::quality).reversed());
    return weighted.stream().map(Weighted::type).toList();
  }

  /** The media type this text names. */
  public static MediaType type(String text) {
    return one(text).type();
  }

  private static Weighted one(String text) {
    List<String> parts = split(text, ';');
    Map<String, String> parameters = new HashMap<>();
    for (String p : parts.subList(1, parts.size())) {
      int equals = p.indexOf('=');
      if (equals > 0) {
        parameters.put(
            p.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquoted(p.substring(equals + 1).strip()));
      }
    }
    String name = parts.getFirst().strip().toLowerCase(Locale.ROOT);
    return new Weighted(type(name, parameters), quality(parameters.get("q")));
  }

  private static MediaType type(String name, Map<String, String> parameters) {
    boolean stripped = "stripped".equals(parameters.get("nulls"));
    return switch (name) {
      case "*/*" -> new MediaType.Any();
      case "application/json" -> new MediaType.Json();
      case "application/openapi+json" -> new MediaType.OpenApi(false);
      case "application/vnd.oai.openapi+json" -> new MediaType.OpenApi(true);
      case "text/csv" -> new MediaType.Csv();
      case "application/vnd.pgrst.object+json", "application/vnd.pgrst.object" ->
          new MediaType.SingleObject(stripped);
      case "application/vnd.pgrst.array+json", "application/vnd.pgrst.array" ->
          stripped ? new MediaType.StrippedArray() : new MediaType.Json();
      case "application/vnd.pgrst.plan", "application/vnd.pgrst.plan+text" ->
          plan(false, parameters);
      case "application/vnd.pgrst.plan+json" -> plan(true, parameters);
      default -> new MediaType.Other(name);
    };
  }

  private static MediaType plan(boolean json, Map<String, String> parameters) {
    String options = parameters.getOrDefault("options", "");
    List<String> known =
        List.of(options.split("\\|")).stream().filter(PLAN_OPTIONS::contains).toList();
    return new MediaType.Plan(json, parameters.getOrDefault("for", "application/json"), known);
  }

  private static double quality(@org.jspecify.annotations.Nullable String q) {
    try {
      return q == null ? 1 : Double.parseDouble(q);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}
