package dev.connectedlenses.engine.node;

import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What a node waits for while it holds no thread, no connection and no memory. */
public sealed interface Wait {
  /** The longest that it waits. */
  Duration limit();

  /** Time passes, and then this is the node's output. */
  record Time(Duration limit, Envelope then) implements Wait {}

  /**
   * Somebody answers, or the node times out.
   *
   * @param ask what whoever answers is shown
   */
  record Answer(By by, Duration limit, ObjectNode ask) implements Wait {}

  /**
   * Another run begins and ends; how it ended is the answer.
   *
   * @param versionId what it runs
   */
  record Child(Duration limit, UUID versionId, ObjectNode inputs) implements Wait {}

  /** Who is to answer. */
  enum By {
    PERSON,
    OUTSIDE
  }
}
