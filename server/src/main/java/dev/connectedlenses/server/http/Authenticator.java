package dev.connectedlenses.server.http;

/** Turns the credentials of a request into a caller, or refuses it. */
@FunctionalInterface
public interface Authenticator {

  /** The signed-in caller. */
  Caller authenticate(Request request) throws Refusal;

  /** Returns when the request carries the service key; nothing does where there is none. */
  default void requireService(Request request) throws Refusal {
    throw Refusal.of(403, "not_admin", "this address needs the service key", "");
  }
}
