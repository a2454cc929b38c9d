package dev.connectedlenses.cli.lens;

import dev.connectedlenses.cli.out.Column;
import java.util.List;

/** The columns of lenses in tables. */
final class LensColumns {
  static final List<Column> LIST =
      List.of(
          Column.of("slug", "slug"),
          Column.of("title", "title"),
          Column.of("status", "status"),
          Column.of("visibility", "visibility"),
          Column.time("updated", "updated_at"),
          Column.wide("id", "id"));

  private LensColumns() {}
}
