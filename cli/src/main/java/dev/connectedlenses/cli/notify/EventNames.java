package dev.connectedlenses.cli.notify;

import dev.connectedlenses.cli.call.Meaning;
import java.util.Arrays;

/** A list of events, with commas. */
final class EventNames {
  static final String HELP =
      "With commas: approval.requested, approval.decided, approval.expired, and run.… or"
          + " team_run.… with completed, failed, cancelled or timed_out. Default: all.";

  static final Meaning MEANING =
      (_, text) -> Arrays.stream(text.split(",")).map(String::strip).toList();

  private EventNames() {}
}
