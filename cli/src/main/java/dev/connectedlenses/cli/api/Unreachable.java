package dev.connectedlenses.cli.api;

/** The server could not be reached, or the connection broke; trying again may help. */
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreachable(String message) {
    super(message);
  }
}
