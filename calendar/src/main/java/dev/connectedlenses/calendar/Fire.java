package dev.connectedlenses.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One firing of a schedule.
 *
 * @param at the instant
 * @param local what clocks of the schedule's zone show then
 * @param note what a change of clocks did to it, null when nothing
 */
public record Fire(Instant at, OffsetDateTime local, @Nullable String note) {}
