package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.ArrayList;
import java.util.List;

/** What the path names. */
public sealed interface Target {

  /** The description of the API. */
  record Root() implements Target {}

  /** A relation. */
  record Relation(String name) implements Target {}

  /** A function. */
  record Function(String name) implements Target {}

  /** Reads a decoded path. */
  static Target parse(String path) {
    List<String> segments = segments(path);
    return switch (segments.size()) {
      case 0 -> new Root();
      case 1 -> new Relation(segments.getFirst());
      case 2 -> {
        if (!segments.getFirst().equals("rpc")) {
          throw invalid();
        }
        yield new Function(segments.get(1));
      }
      default -> throw invalid();
    };
  }

  /** The path with one slash before every segment. */
  static String normal(String path) {
    boolean normal = path.startsWith("/") && !path.contains("//") && !path.endsWith("/");
    return normal ? path : "/" + String.join("/", segments(path));
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>(2);
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      if (end > from) {
        segments.add(path.substring(from, end));
      }
      from = end + 1;
    }
    return segments;
  }

  private static RuntimeException invalid() {
    return ApiError.of(Code.PGRST125, "Invalid path specified in request URL").asException();
  }
}
