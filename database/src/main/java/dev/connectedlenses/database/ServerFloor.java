package dev.connectedlenses.database;

import java.util.Map;

/** The oldest PostgreSQL releases whose row security is free of the known holes. */
final class ServerFloor {

  private static final Map<Integer, Integer> MINOR = Map.of(15, 14, 16, 10, 17, 6);

  private ServerFloor() {}

  /**
   * Refuses a server that is too old.
   *
   * @param versionNumber as in {@code server_version_num}, such as 150014
   */
  static void require(int versionNumber) {
    int major = versionNumber / 10_000;
    int minor = versionNumber % 10_000;
    if (major >= 18 || minor >= MINOR.getOrDefault(major, Integer.MAX_VALUE)) {
      return;
    }
    throw new StartRefusedException(
        "PostgreSQL %d.%d lets users around row security in known ways; upgrade it to at least"
                .formatted(major, minor)
            + " 15.14, 16.10, 17.6 or 18");
  }
}
