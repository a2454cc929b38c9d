package dev.connectedlenses.server;

import dev.connectedlenses.database.StartRefusedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a server process does. Any number of processes may have any role on one database. */
public enum Role {
  /** Answers requests and streams the events of every run, whoever moves it. */
  API,
  /** Claims runs and moves them. */
  ENGINE,
  /** Does what is due by the clock: schedules, approvals that expire, memories that are old. */
  SCHEDULER;

  static final Set<Role> ALL = Set.of(values());

  /**
   * Reads a list such as {@code api,engine}.
   *
   * @throws StartRefusedException where a name is none, or there is none
   */
  static Set<Role> read(String text) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : text.split(",", -1)) {
      roles.add(
          Arrays.stream(values())
              .filter(role -> role.wire().equals(name.strip()))
              .findFirst()
              .orElseThrow(() -> unknown(name.strip())));
    }
    return Set.copyOf(roles);
  }

  private static StartRefusedException unknown(String name) {
    return new StartRefusedException(
        "\"%s\" is no role; name some of %s"
            .formatted(
                name, Arrays.stream(values()).map(Role::wire).collect(Collectors.joining(", "))));
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
