package dev.connectedlenses.cli.cost;

import dev.connectedlenses.cli.out.Column;
import java.util.List;

/** What lists of costs show. */
final class CostColumns {
  static final List<Column> SUMMARY =
      List.of(
          Column.of("month", "month"),
          Column.of("credits", "credits"),
          Column.of("runs", "runs"),
          Column.of("by its end", "forecast_credits"),
          Column.of("month before", "previous_credits"),
          Column.of("$ per credit", "usd_per_credit"));
  static final List<Column> BY =
      List.of(
          Column.of("what", "label"),
          Column.of("credits", "credits"),
          Column.of("before", "previous_credits"),
          Column.of("runs", "runs"),
          Column.of("tokens in", "input_tokens"),
          Column.of("tokens out", "output_tokens"),
          Column.wide("key", "key"));
  static final List<Column> AGENT =
      List.of(
          Column.of("day", "period_date"),
          Column.of("credits", "credits_spent"),
          Column.of("limit a month", "spending_limit"));

  private CostColumns() {}
}
