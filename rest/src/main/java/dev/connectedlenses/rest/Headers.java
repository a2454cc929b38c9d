package dev.connectedlenses.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers of one message: ordered pairs, looked up without regard to letter case. */
public record Headers(List<Header> all) {

  /** The message without headers. */
  public static final Headers NONE = new Headers(List.of());

  /** One header line: its name as written, and its value. */
  public record Header(String name, String value) {}

  public Headers {
    all = List.copyOf(all);
  }

  /** Headers from alternating names and values. */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("headers need a value for every name");
    }
    List<Header> list = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      list.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(list);
  }

  /** The first value under this name, or null. */
  public @Nullable String first(String name) {
    for (Header h : all) {
      if (h.name().equalsIgnoreCase(name)) {
        return h.value();
      }
    }
    return null;
  }

  /** Every value under this name, in order. */
  public List<String> every(String name) {
    List<String> values = new ArrayList<>(1);
    for (Header h : all) {
      if (h.name().equalsIgnoreCase(name)) {
        values.add(h.value());
      }
    }
    return values;
  }

  /** Whether a header of this name is present. */
  public boolean has(String name) {
    return first(name) != null;
  }

  /** Lower-case name, the form in which headers reach the database. */
  public static String lower(Header header) {
    return header.name().toLowerCase(Locale.ROOT);
  }

  /** These headers and one more at the end. */
  public Headers plus(String name, String value) {
    List<Header> more = new ArrayList<>(all);
    more.add(new Header(name, value));
    return new Headers(more);
  }
}
