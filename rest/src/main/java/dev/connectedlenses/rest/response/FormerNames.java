package dev.connectedlenses.rest.response;

import dev.connectedlenses.rest.request.QueryParams;
import dev.connectedlenses.rest.request.SelectItem;
import dev.connectedlenses.rest.request.SelectItem.Embed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that name an embedded relation by its table although it has an alias. PostgREST 14
 * understands them, 16 warns of them.
 */
final class FormerNames {

  private FormerNames() {}

  /** The alias that should have been written first; null if nothing is to be said. */
  static @Nullable String in(QueryParams query) {
    List<SelectItem> select = query.select();
    if (select == null) {
      return null;
    }
    for (List<String> path : paths(query)) {
      String alias = alias(select, path);
      if (alias != null) {
        return alias;
      }
    }
    return null;
  }

  private static List<List<String>> paths(QueryParams query) {
    List<List<String>> paths = new ArrayList<>();
    query.conditions().forEach(c -> paths.add(c.path()));
    query.orders().forEach(o -> paths.add(o.path()));
    paths.addAll(query.limits().keySet());
    paths.addAll(query.offsets().keySet());
    return paths;
  }

  private static @Nullable String alias(List<SelectItem> level, List<String> path) {
    List<SelectItem> items = level;
    for (String name : path) {
      Embed embed = named(items, name);
      if (embed == null) {
        return null;
      }
      if (!embed.outputName().equals(name)) {
        return embed.outputName();
      }
      items = embed.items();
    }
    return null;
  }

  /** By the alias first, by the name of the relation if no alias is like that. */
  private static @Nullable Embed named(List<SelectItem> items, String name) {
    Embed byTable = null;
    for (SelectItem item : items) {
      if (item instanceof Embed embed) {
        if (embed.outputName().equals(name)) {
          return embed;
        }
        boolean fits = byTable == null && embed.related().name().equals(name);
        byTable = fits ? embed : byTable;
      }
    }
    return byTable;
  }
}
