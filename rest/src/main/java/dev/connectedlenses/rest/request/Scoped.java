package dev.connectedlenses.rest.request;

import java.util.List;

/** Something said about an embedded relation, named by the way to it; the root's way is empty. */
public record Scoped<T>(List<String> path, T value) {

  public Scoped {
    path = List.copyOf(path);
  }
}
