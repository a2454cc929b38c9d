package dev.connectedlenses.rest;

import dev.connectedlenses.database.Identity;
import dev.connectedlenses.rest.error.ApiError;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Functions of the database in which the server has a part, because they need what SQL cannot do
 * well or must not see. They keep their names, arguments, errors and callers.
 */
public interface ServerFunctions {

  /** No function has such a part. */
  ServerFunctions NONE =
      new ServerFunctions() {
        @Override
        public Set<String> names() {
          return Set.of();
        }

        @Override
        public Part part(String name, Identity caller, ObjectNode arguments) {
          throw new IllegalArgumentException(name + " is the database's alone");
        }
      };

  /** The last argument of those that the server adds to; what a caller sends there is dropped. */
  String COMPUTED = "p_computed";

  /** What the server does for a call. */
  sealed interface Part {
    /** Adds {@link #COMPUTED}; the database answers. */
    record Computed(JsonNode value) implements Part {}

    /** Answers itself. */
    record Answer(JsonNode value) implements Part {}
  }

  /** Their names. */
  Set<String> names();

  /**
   * Functions that change something once: a person who repeats a call of one with its {@code
   * Idempotency-Key} is answered as the first time. None of them answers with a secret, because
   * answers are kept.
   */
  default Set<String> repeatable() {
    return Set.of();
  }

  /**
   * Functions that make something small, many times: calls of one by one person share a transaction
   * when they come together. None of them sets anything for the rest of the transaction.
   */
  default Set<String> sharing() {
    return Set.of();
  }

  /**
   * The server's part of one call.
   *
   * @param arguments as they were sent; texts where they came in a query
   * @throws dev.connectedlenses.rest.error.RestException when the call is refused
   */
  Part part(String name, Identity caller, ObjectNode arguments);

  /**
   * A call or a write of somebody who has signed in was refused by their rights (42501), and what
   * it did is undone. Must not throw.
   */
  default void refused(Identity caller, RestRequest request, ApiError error) {}
}
