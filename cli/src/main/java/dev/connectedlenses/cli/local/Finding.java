package dev.connectedlenses.cli.local;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a look at one thing came to.
 *
 * @param remedy what to do about it; null where nothing is to be done
 */
record Finding(String name, State state, String found, @Nullable String remedy) {
  /** Whether a thing is in order. */
  enum State {
    /** It is. */
    good,
    /** It is not, and most things work all the same. */
    doubtful,
    /** It is not. */
    bad
  }

  static Finding good(String name, String found) {
    return new Finding(name, State.good, found, null);
  }

  static Finding doubtful(String name, String found, String remedy) {
    return new Finding(name, State.doubtful, found, remedy);
  }

  static Finding bad(String name, String found, @Nullable String remedy) {
    return new Finding(name, State.bad, found, remedy);
  }

  ObjectNode json() {
    return JsonMapper.shared()
        .createObjectNode()
        .put("name", name)
        .put("state", state.name())
        .put("found", found)
        .put("remedy", remedy);
  }
}
