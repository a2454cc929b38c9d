package dev.connectedlenses.engine.node;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The node kinds that an engine can run, by name. */
public final class NodeKinds {
  private final Map<String, NodeKind> kinds;

  public NodeKinds(NodeKind... kinds) {
    this.kinds =
        Arrays.stream(kinds)
            .collect(Collectors.toUnmodifiableMap(NodeKind::name, Function.identity()));
  }

  /** The kind of a name, or null where this engine does not know it. */
  public @Nullable NodeKind find(String name) {
    return kinds.get(name);
  }

  public Collection<NodeKind> all() {
    return kinds.values();
  }
}
