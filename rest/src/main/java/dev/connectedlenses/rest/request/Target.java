package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the path names. */
public sealed interface Target {

  /** The description of the API. */
  record Root() implements Target {}

  /** A relation. */
  record Relation(String name) implements Target {}

  /** A function. */
  record Function(String name) implements Target {}

  /** Reads an encoded path; the segments are decoded after the split, so a slash can be escaped. */
  static Target parse(String path) {
    List<String> segments =
        Arrays.stream(path.split("/", -1)).map(Target::decode).filter(s -> !s.isEmpty()).toList();
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

  /** The path with every segment decoded. */
  static String decoded(String path) {
    return Arrays.stream(path.split("/", -1)).map(Target::decode).collect(Collectors.joining("/"));
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }

  private static RuntimeException invalid() {
    return ApiError.of(Code.PGRST125, "Invalid path specified in request URL").asException();
  }
}
