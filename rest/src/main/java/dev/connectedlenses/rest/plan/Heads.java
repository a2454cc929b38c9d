package dev.connectedlenses.rest.plan;

import dev.connectedlenses.rest.request.FieldPath;
import dev.connectedlenses.rest.request.SelectItem;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import dev.connectedlenses.rest.request.SelectItem.Field;
import dev.connectedlenses.rest.request.SelectItem.Related;
import dev.connectedlenses.rest.request.SelectItem.Spread;
import dev.connectedlenses.rest.request.SelectItem.Star;
import dev.connectedlenses.rest.schemacache.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which embedded relation a parameter's first word names: an alias first, then a relation. */
final class Heads {

  private Heads() {}

  static @Nullable SelectItem target(List<SelectItem> items, String head) {
    for (SelectItem item : items) {
      if (item instanceof Embed e && e.outputName().equals(head)) {
        return item;
      }
    }
    for (SelectItem item : items) {
      if (!(item instanceof Field)
          && !(item instanceof Star)
          && related(item).name().equals(head)) {
        return item;
      }
    }
    return null;
  }

  static Related related(SelectItem item) {
    return switch (item) {
      case Embed e -> e.related();
      case Spread s -> s.related();
      case Field f -> throw new IllegalArgumentException("a field is no relation");
      case Star s -> throw new IllegalArgumentException("a star is no relation");
    };
  }

  static String name(SelectItem item) {
    return item instanceof Embed e ? e.outputName() : related(item).name();
  }

  /** The items with a star written out, because spread columns are exported one by one. */
  static List<SelectItem> starless(Table table, List<SelectItem> items) {
    List<SelectItem> out = new ArrayList<>();
    for (SelectItem item : items) {
      if (item instanceof Star) {
        for (String column : table.columns().keySet()) {
          out.add(new Field(FieldPath.of(column), null, null, null, null));
        }
      } else {
        out.add(item);
      }
    }
    return out;
  }
}
