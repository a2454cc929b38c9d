package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings by name, read as what they should be; one that is wrong is refused with the remedy. */
final class Env {

  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  private static final int SHORTEST_KEY = 32;
  private static final int FEWEST_CHARACTERS = 8;
  private static final List<String> EXAMPLES =
      List.of(
          "supersecret",
          "changeme",
          "changethis",
          "replaceme",
          "password",
          "yoursecret",
          "yourkey",
          "atleast32characters",
          "0123456789abcdef",
          "abcdefghijklmnop");

  private final Map<String, String> values;

  Env(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The text, null when it is not set or blank. */
  @Nullable String text(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  String text(String name, String otherwise) {
    String value = text(name);
    return value == null ? otherwise : value;
  }

  @Nullable Secret secret(String name) {
    String value = text(name);
    return value == null ? null : Secret.of(value);
  }

  /** A secret that other keys follow from, which must not be guessable. */
  @Nullable Secret longSecret(String name) {
    String value = text(name);
    if (value != null && value.length() < SHORTEST_KEY) {
      throw new StartRefusedException(
          name + " is too short; give at least " + SHORTEST_KEY + " random characters");
    }
    if (value != null && guessable(value)) {
      throw new StartRefusedException(
          name + " can be guessed; give random characters, as from: openssl rand -base64 32");
    }
    return value == null ? null : Secret.of(value);
  }

  /** Whether a secret is an example from somebody's documentation, or hardly varies. */
  static boolean guessable(String secret) {
    String plain = secret.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return secret.chars().distinct().count() < FEWEST_CHARACTERS
        || EXAMPLES.stream().anyMatch(plain::contains);
  }

  /** The parts of a list with commas. */
  List<String> list(String name) {
    return Arrays.stream(text(name, "").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  boolean flag(String name, boolean otherwise) {
    String value = text(name, String.valueOf(otherwise));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(name, value, "write true or false");
    };
  }

  int count(String name, int otherwise) {
    String value = text(name, String.valueOf(otherwise));
    try {
      int count = Integer.parseInt(value);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number that is not positive
    }
    throw wrong(name, value, "write a whole number from 1");
  }

  Duration time(String name, Duration otherwise) {
    String value = text(name);
    if (value == null) {
      return otherwise;
    }
    Matcher parts = TIME.matcher(value);
    if (!parts.matches()) {
      throw wrong(name, value, "write a number with s, m, h or d, like 15m");
    }
    ChronoUnit unit = Objects.requireNonNull(UNITS.get(parts.group(2)));
    return Duration.of(Long.parseLong(parts.group(1)), unit);
  }

  /** An address of one of these schemes with a host, null when it is not set. */
  @Nullable URI url(String name, List<String> schemes, String example) {
    String value = text(name);
    return value == null ? null : url(name, value, schemes, example);
  }

  static URI url(String name, String value, List<String> schemes, String example) {
    try {
      URI url = URI.create(value);
      String scheme = url.getScheme();
      if (url.getHost() != null && scheme != null && schemes.contains(scheme)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // told below, as for an address without a host
    }
    throw wrong(name, value, "write one like " + example);
  }

  static StartRefusedException wrong(String name, String value, String remedy) {
    return new StartRefusedException(name + " has \"" + value + "\"; " + remedy);
  }
}
