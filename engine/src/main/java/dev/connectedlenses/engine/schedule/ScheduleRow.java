package dev.connectedlenses.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as far as its calendar is concerned.
 *
 * @param next the instant that it fires next, null when it has to be computed
 * @param upcoming the instants after that
 * @param decidedUntil up to when it is decided what becomes of missed instants
 * @param calendar the edition of time-zone data by which the instants were computed
 */
record ScheduleRow(
    UUID id,
    String cron,
    String zone,
    @Nullable Instant next,
    List<Instant> upcoming,
    @Nullable Instant decidedUntil,
    OnMissed onMissed,
    int maxBackfill,
    @Nullable String calendar) {

  /** How many are made up for where the policy names no number. */
  static final int MAX_BACKFILL = 100;

  ScheduleRow {
    upcoming = List.copyOf(upcoming);
  }
}
