package dev.connectedlenses.providers;

/**
 * Receives the answer while it is made. Called on the thread that called {@link Provider#chat}; the
 * deltas joined are the result's text.
 */
@FunctionalInterface
public interface ChatSink {
  void delta(String text);

  /** For a caller who only wants the whole answer. */
  static ChatSink none() {
    return text -> {};
  }
}
