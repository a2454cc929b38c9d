package dev.connectedlenses.server.http;

/**
 * What answers a route, together with who may ask: there is no way to write a handler without
 * choosing one of these rules.
 */
public sealed interface Handler {

  /** Answers a request of anybody. */
  @FunctionalInterface
  interface Action {
    Response answer(Request request) throws Refusal;
  }

  /** Answers a request of a signed-in user. */
  @FunctionalInterface
  interface UserAction {
    Response answer(Request request, Caller caller) throws Refusal;
  }

  /** Anybody may ask; the action holds nothing that is anybody's. */
  record Public(Action action) implements Handler {}

  /** The action checks credentials by itself and hands them on to the database's own rules. */
  record SelfChecking(Action action) implements Handler {}

  /**
   * Only the bearer of a valid access token may ask, or of an API token: one of any scope to read,
   * one that may write for everything else.
   */
  record User(UserAction action) implements Handler {}

  /** Only somebody who signed in may ask; an API token is not enough. */
  record Session(UserAction action) implements Handler {}

  /** Only a back end that has the service key may ask. */
  record Service(Action action) implements Handler {}
}
