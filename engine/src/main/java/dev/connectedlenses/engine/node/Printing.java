package dev.connectedlenses.engine.node;

import com.google.re2j.Pattern;
import dev.connectedlenses.engine.graph.CanonicalJson;
import dev.connectedlenses.engine.graph.Parameter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a value of each parameter type looks inside a rendered template, or what is wrong with it.
 */
public final class Printing {
  private static final int MAX_DIGITS = 100;
  private static final int MAX_URL = 2048;
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
  private static final Pattern URL =
      Pattern.compile("(?i:https?)://[^/?#\\x00-\\x20\\x7f][^\\x00-\\x20\\x7f]*");
  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
  private static final Pattern TIME =
      Pattern.compile(
          "T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?"
              + "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?");
  private static final Pattern UUID =
      Pattern.compile(
          "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

  private Printing() {}

  /** Either the text of a value or what is wrong with it, as the end of a sentence. */
  public record Printed(String text, @Nullable String problem) {
    static Printed good(String text) {
      return new Printed(text, null);
    }

    static Printed of(@Nullable String text, String problem) {
      return text == null ? new Printed("", problem) : good(text);
    }
  }

  /** Prints a value that is not JSON null. */
  public static Printed print(Parameter parameter, JsonNode value) {
    String string = value.isString() ? value.asString() : null;
    return switch (parameter.type()) {
      case "json" -> Printed.good(CanonicalJson.print(value));
      case "number", "float", "decimal" ->
          Printed.of(digits(number(value, false)), "must be a number");
      case "integer" -> Printed.of(digits(number(value, true)), "must be an integer");
      case "boolean" -> Printed.of(truth(value), "must be true or false");
      case "select" -> choice(parameter, CanonicalJson.text(value));
      case "url" ->
          sized(parameter, Printed.of(webAddress(string), "must be an http or https URL"));
      case "date" -> Printed.of(isDate(string) ? string : null, "must be a date like 2026-01-31");
      case "datetime" ->
          Printed.of(
              isInstant(string) ? string : null, "must be a date-time like 2026-01-31T12:00:00Z");
      case "file" -> Printed.of(fileId(string), "must be the id of an uploaded file");
      default -> sized(parameter, Printed.good(CanonicalJson.text(value)));
    };
  }

  /** The number that a value is or spells without exponent, null for none or one too long. */
  public static @Nullable BigDecimal number(JsonNode value, boolean whole) {
    BigDecimal number;
    if (value.isNumber()) {
      number = value.decimalValue();
    } else if (value.isString()
        && value.asString().length() <= MAX_DIGITS + 2
        && NUMBER.matches(value.asString())) {
      number = new BigDecimal(value.asString());
    } else {
      return null;
    }
    if ((long) number.precision() - number.scale() > MAX_DIGITS || number.scale() > MAX_DIGITS) {
      return null;
    }
    if (whole) {
      boolean isWhole = number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
      return isWhole ? number.setScale(0) : null;
    }
    return number;
  }

  private static @Nullable String digits(@Nullable BigDecimal number) {
    String digits = number == null ? null : number.toPlainString();
    return digits == null || digits.length() > MAX_DIGITS ? null : digits;
  }

  private static @Nullable String truth(JsonNode value) {
    String text = CanonicalJson.text(value);
    return text.equals("true") || text.equals("false") ? text : null;
  }

  private static Printed choice(Parameter parameter, String text) {
    List<String> options = new ArrayList<>();
    JsonNode declared = parameter.options();
    if (declared != null && declared.isArray()) {
      for (JsonNode option : declared) {
        options.add(
            CanonicalJson.text(
                option.isObject() && option.has("value") ? option.path("value") : option));
      }
    }
    return options.isEmpty() || options.contains(text)
        ? Printed.good(text)
        : new Printed("", "must be one of \"" + String.join("\", \"", options) + "\"");
  }

  private static @Nullable String webAddress(@Nullable String text) {
    boolean good = text != null && characters(text) <= MAX_URL && URL.matches(text);
    return good ? text : null;
  }

  private static boolean isDate(@Nullable String text) {
    if (text == null || !DATE.matches(text) || text.startsWith("0000")) {
      return false;
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(5, 7));
    return Integer.parseInt(text.substring(8))
        <= java.time.YearMonth.of(year, month).lengthOfMonth();
  }

  private static boolean isInstant(@Nullable String text) {
    return text != null
        && text.length() > 10
        && isDate(text.substring(0, 10))
        && TIME.matches(text.substring(10));
  }

  private static @Nullable String fileId(@Nullable String text) {
    return text != null && UUID.matches(text) ? text.toLowerCase(Locale.ROOT) : null;
  }

  private static Printed sized(Parameter parameter, Printed printed) {
    if (printed.problem() != null) {
      return printed;
    }
    int length = characters(printed.text());
    if (parameter.minLength() != null && length < parameter.minLength()) {
      return new Printed("", "must have at least " + parameter.minLength() + " characters");
    }
    if (parameter.maxLength() != null && length > parameter.maxLength()) {
      return new Printed("", "must have at most " + parameter.maxLength() + " characters");
    }
    return printed;
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
