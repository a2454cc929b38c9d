package dev.connectedlenses.cli.api;

/** How a session ended. */
public enum SignedOut {
  /** There was none. */
  NOBODY,
  /** The server ended it. */
  ENDED,
  /** The server was not reached, so that its token holds until it expires. */
  FORGOTTEN
}
