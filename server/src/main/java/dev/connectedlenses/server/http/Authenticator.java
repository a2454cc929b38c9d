package dev.connectedlenses.server.http;

/** Turns the credentials of a request into a caller, or refuses it. */
@FunctionalInterface
public interface Authenticator {

  /** The signed-in caller. */
  Caller authenticate(Request request) throws Refusal;
}
