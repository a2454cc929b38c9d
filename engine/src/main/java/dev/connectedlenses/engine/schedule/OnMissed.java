package dev.connectedlenses.engine.schedule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What becomes of instants that nobody dispatched in time. */
enum OnMissed {
  SKIP,
  RUN_ONCE,
  BACKFILL;

  static OnMissed of(@Nullable String word) {
    return word == null ? SKIP : valueOf(word.toUpperCase(Locale.ROOT));
  }
}
