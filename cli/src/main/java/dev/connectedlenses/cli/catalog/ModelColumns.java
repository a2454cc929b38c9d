package dev.connectedlenses.cli.catalog;

import dev.connectedlenses.cli.out.Column;
import java.util.List;

/** What lists of models and providers show. */
final class ModelColumns {
  static final List<Column> MODELS =
      List.of(
          Column.of("provider", "provider_key"),
          Column.of("model", "key"),
          Column.of("name", "name"),
          Column.of("support", "support_level"),
          Column.of("context", "context_window_tokens"),
          Column.of("$ in per 1k", "input_cost_per_1k_tokens"),
          Column.of("$ out per 1k", "output_cost_per_1k_tokens"),
          Column.wide("tools", "supports_tools"),
          Column.wide("schema", "supports_json_schema"),
          Column.wide("id", "id"));
  static final List<Column> PROVIDERS =
      List.of(
          Column.of("provider", "key"),
          Column.of("name", "display_name"),
          Column.of("support", "support_level"),
          Column.wide("address", "base_url"),
          Column.wide("pages", "docs_url"),
          Column.wide("id", "id"));

  private ModelColumns() {}
}
