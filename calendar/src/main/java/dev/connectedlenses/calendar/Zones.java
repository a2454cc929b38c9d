package dev.connectedlenses.calendar;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/** Time zones by their names in the IANA database. */
public final class Zones {
  private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();
  private static final String REMEDY = "write a name like Europe/Berlin or UTC";

  private Zones() {}

  /**
   * The zone of a name; offsets and abbreviations such as {@code +02:00} are none, because they do
   * not say when clocks change.
   *
   * @throws CronException that names the zone that was perhaps meant
   */
  public static ZoneId of(String name) {
    if (KNOWN.contains(name) && !name.startsWith("SystemV/")) {
      return ZoneId.of(name);
    }
    String alike =
        KNOWN.stream()
            .filter(zone -> fold(zone).equals(fold(name)) || fold(zone).endsWith("/" + fold(name)))
            .sorted()
            .findFirst()
            .map(zone -> "did you mean " + zone + "?")
            .orElse(REMEDY);
    throw new CronException(0, "\"" + name + "\" is no time zone", alike);
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
