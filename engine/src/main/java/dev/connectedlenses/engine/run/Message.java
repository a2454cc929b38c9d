package dev.connectedlenses.engine.run;

import dev.connectedlenses.engine.node.AttemptResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What reaches a run from outside its own thread. */
sealed interface Message {
  /** An attempt has ended. */
  record Ended(Flight flight, AttemptResult result) implements Message {}

  /** An attempt has streamed something that nobody has fetched yet. */
  record Streamed(Flight flight) implements Message {}

  /** An attempt has assembled its prompt. */
  record Prompted(Flight flight, JsonNode layers) implements Message {}

  /** An attempt has something for the log. */
  record Logged(Flight flight, String level, String text) implements Message {}

  /** An attempt tells of something that happened on its way. */
  record Happened(Flight flight, EventType type, ObjectNode payload) implements Message {}

  /** The journal has settled the run's entry. */
  record Settled(Entry.Outcome outcome) implements Message {}

  /** Somebody answered a node of this run. */
  record Answered(Answer answer) implements Message {}

  /** Somebody asked for the run to stop. */
  record Cancel(@Nullable String reason) implements Message {}

  /** Somebody else holds the run. */
  record Lost() implements Message {}

  /** The engine stops: the run goes back to the queue. */
  record HandBack() implements Message {}
}
