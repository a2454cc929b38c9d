package dev.connectedlenses.rest.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoded pairs of a query string or form: {@code +} is a blank, {@code %xx} a byte of UTF-8. */
public record RawQuery(List<Pair> pairs) {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final String UNRESERVED = "-_.~";

  /** One parameter. */
  public record Pair(String name, String value) {}

  /** The pairs of a raw text, empty ones left out. */
  public static RawQuery parse(@Nullable String raw) {
    List<Pair> pairs = new ArrayList<>();
    if (raw != null) {
      for (String part : raw.split("&", -1)) {
        if (!part.isEmpty()) {
          int equals = part.indexOf('=');
          String name = equals < 0 ? part : part.substring(0, equals);
          String value = equals < 0 ? "" : part.substring(equals + 1);
          pairs.add(new Pair(decode(name), decode(value)));
        }
      }
    }
    return new RawQuery(List.copyOf(pairs));
  }

  /**
   * Sorted by name and encoded again; the values of one name are joined by commas. As in PostgREST,
   * every byte beyond ASCII counts as a character of its own.
   */
  public String canonical() {
    if (pairs.size() <= 1) {
      return pairs.isEmpty() ? "" : one(pairs.getFirst());
    }
    Map<String, List<String>> byName = new LinkedHashMap<>();
    pairs.stream()
        .sorted(Comparator.comparing(Pair::name).thenComparing(Pair::value))
        .forEach(p ->
            byName.computeIfAbsent(p.name(), k -> new ArrayList<>()).add(encodeBytes(p.value())));
    List<String> parts = new ArrayList<>();
    byName.forEach((name, values) -> parts.add(encodeBytes(name) + "=" + String.join(",", values)));
    return String.join("&", parts);
  }

  private static String one(Pair pair) {
    return encodeBytes(pair.name()) + "=" + encodeBytes(pair.value());
  }

  private static String encodeBytes(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return encode(
        bytes.length == text.length() ? text : new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /** Percent-encodes everything but letters, digits and {@code -_.~}. */
  public static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isPlain(c)) {
        out.append(c);
      } else {
        out.append('%').append(HEX.toHexDigits(b));
      }
    }
    return out.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || UNRESERVED.indexOf(c) >= 0;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
      if (value >= 0) {
        out.write(value);
        i += 2;
      } else {
        out.write(bytes[i] == '+' ? ' ' : bytes[i]);
      }
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte high, byte low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h * 16 + l;
  }
}
