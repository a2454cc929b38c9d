package dev.connectedlenses.rest;

/**
 * What may be asked by somebody who has not signed in.
 *
 * @param patterns whether regular expressions may be matched
 * @param cost how much a plan may cost, in the units of the database's planner
 */
public record Guests(boolean patterns, double cost) {

  /** Whatever others may ask. */
  public static final Guests LIKE_OTHERS = new Guests(true, Double.POSITIVE_INFINITY);
}
