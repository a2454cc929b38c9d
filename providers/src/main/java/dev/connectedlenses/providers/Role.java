package dev.connectedlenses.providers;

/** Who speaks in a chat message. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT
}
