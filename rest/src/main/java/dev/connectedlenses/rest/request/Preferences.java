package dev.connectedlenses.rest.request;

import dev.connectedlenses.rest.Headers;
import dev.connectedlenses.rest.error.ApiError;
import dev.connectedlenses.rest.error.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the client would like ({@code Prefer}); of several preferences of one kind the first counts.
 */
public record Preferences(
    @Nullable Returning returning,
    @Nullable Resolution resolution,
    @Nullable Count count,
    @Nullable Missing missing,
    boolean strict,
    boolean lenient,
    @Nullable Integer maxAffected,
    @Nullable String timezone,
    @Nullable TxEnd tx,
    boolean cursor) {

  private static final Preferences NONE = of(Map.of(), false);

  /** How much of a write's rows comes back. */
  public enum Returning implements Word {
    MINIMAL("minimal"),
    HEADERS_ONLY("headers-only"),
    REPRESENTATION("representation");

    private final String word;

    Returning(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** What happens to rows whose key exists. */
  public enum Resolution implements Word {
    MERGE("merge-duplicates"),
    IGNORE("ignore-duplicates");

    private final String word;

    Resolution(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** How the total is counted. */
  public enum Count implements Word {
    EXACT("exact"),
    PLANNED("planned"),
    ESTIMATED("estimated");

    private final String word;

    Count(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** What stands for keys that a row leaves out. */
  public enum Missing implements Word {
    DEFAULT("default"),
    NULL("null");

    private final String word;

    Missing(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** How the transaction should end. */
  public enum TxEnd implements Word {
    COMMIT("commit"),
    ROLLBACK("rollback");

    private final String word;

    TxEnd(String word) {
      this.word = word;
    }

    @Override
    public String word() {
      return word;
    }
  }

  /** The right side of a preference. */
  public interface Word {
    /** As it is written. */
    String word();
  }

  /** Reads every Prefer header. */
  static Preferences parse(Headers headers, Set<String> timezones, boolean cursors) {
    if (!headers.has("Prefer")) {
      return NONE;
    }
    Map<String, String> first = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String header : headers.every("Prefer")) {
      for (String part : header.split(",", -1)) {
        String preference = part.strip();
        int equals = preference.indexOf('=');
        String name = equals < 0 ? preference : preference.substring(0, equals);
        String value = equals < 0 ? "" : preference.substring(equals + 1);
        boolean paging = cursors && name.equals("page") && value.equals("cursor");
        if (!paging && !known(name, value, timezones)) {
          unknown.add(preference);
        } else {
          first.putIfAbsent(name, value);
        }
      }
    }
    boolean strict = "strict".equals(first.get("handling"));
    unknown.removeIf(String::isEmpty);
    if (strict && !unknown.isEmpty()) {
      throw ApiError.of(Code.PGRST122, "Invalid preferences given with handling=strict")
          .details("Invalid preferences: " + String.join(", ", unknown))
          .asException();
    }
    return of(first, strict);
  }

  private static Preferences of(Map<String, String> first, boolean strict) {
    String max = first.get("max-affected");
    return new Preferences(
        word(Returning.values(), first.get("return")),
        word(Resolution.values(), first.get("resolution")),
        word(Count.values(), first.get("count")),
        word(Missing.values(), first.get("missing")),
        strict,
        "lenient".equals(first.get("handling")),
        max == null || !strict ? null : Integer.valueOf(max),
        first.get("timezone"),
        word(TxEnd.values(), first.get("tx")),
        first.containsKey("page"));
  }

  private static boolean known(String name, String value, Set<String> timezones) {
    return switch (name) {
      case "return" -> word(Returning.values(), value) != null;
      case "resolution" -> word(Resolution.values(), value) != null;
      case "count" -> word(Count.values(), value) != null;
      case "missing" -> word(Missing.values(), value) != null;
      case "tx" -> word(TxEnd.values(), value) != null;
      case "handling" -> value.equals("strict") || value.equals("lenient");
      case "timezone" -> timezones.contains(value) || UtcOffset.isOne(value);
      case "max-affected" -> value.matches("\\d{1,9}");
      default -> false;
    };
  }

  private static <W extends Word> @Nullable W word(W[] words, @Nullable String value) {
    for (W w : words) {
      if (w.word().equals(value)) {
        return w;
      }
    }
    return null;
  }
}
