package dev.connectedlenses.rest.sql;

import org.jspecify.annotations.Nullable;

/**
 * What the database answered to one statement.
 *
 * @param total all rows there are, null if not counted
 * @param page the rows of this answer
 * @param headers the setting response.headers, null if not set
 * @param status the setting response.status, null if not set
 * @param location a JSON list of the key of the first row of a change or of the last row of a page,
 *     null if not wanted
 * @param inserted rows that are new, null if not counted
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Answer(
    @Nullable Long total,
    long page,
    byte[] body,
    @Nullable String headers,
    @Nullable String status,
    @Nullable String location,
    @Nullable Long inserted) {

  /** The same with another total. */
  public Answer withTotal(@Nullable Long next) {
    return new Answer(next, page, body, headers, status, location, inserted);
  }
}
