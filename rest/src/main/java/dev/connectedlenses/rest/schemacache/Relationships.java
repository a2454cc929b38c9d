package dev.connectedlenses.rest.schemacache;

import dev.connectedlenses.rest.schemacache.Relationship.ByFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All relationships by where they start. */
public final class Relationships {

  private final Map<ObjectName.Key, List<Relationship>> byOrigin = new HashMap<>();

  Relationships(List<Relationship> all) {
    for (Relationship r : all) {
      byOrigin.computeIfAbsent(r.origin().key(), k -> new ArrayList<>()).add(r);
    }
    byOrigin.replaceAll((key, list) -> List.copyOf(overridden(list)));
  }

  /** The relationships that start at this relation. */
  public List<Relationship> from(ObjectName.Key origin) {
    return byOrigin.getOrDefault(origin, List.of());
  }

  /** A computed relationship replaces the detected ones to a relation of its name. */
  private static List<Relationship> overridden(List<Relationship> list) {
    List<String> functions =
        list.stream()
            .filter(ByFunction.class::isInstance)
            .map(r -> ((ByFunction) r).function().name().text())
            .toList();
    return list.stream()
        .filter(r -> r instanceof ByFunction || !functions.contains(r.target().name().text()))
        .toList();
  }
}
