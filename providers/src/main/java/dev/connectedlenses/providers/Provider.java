package dev.connectedlenses.providers;

/** One way to reach models. Safe for use by many threads at once. */
public interface Provider {
  /**
   * Streams one answer into {@code sink} and returns it whole; a caller that wants to block passes
   * {@link ChatSink#none}. Ends at the latest with the request's timeout. Interrupting the calling
   * thread ends the call and closes its connection. Makes no second try of its own.
   */
  ChatResult chat(ChatRequest request, ChatSink sink)
      throws ProviderException, InterruptedException;
}
