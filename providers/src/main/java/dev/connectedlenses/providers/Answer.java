package dev.connectedlenses.providers;

import dev.connectedlenses.outbound.Secret;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer and hands it on piece by piece. A provider that repeats our credential does
 * not get it into the answer: pieces that might begin it are held back until that is settled.
 */
final class Answer implements StreamingChatResponseHandler {
  private final StringBuilder text = new StringBuilder();
  private final ChatSink sink;
  private final @Nullable Secret secret;
  private final Failures failures;
  private String held = "";
  private @Nullable ChatResponse complete;

  Answer(ChatSink sink, @Nullable Secret secret, Failures failures) {
    this.sink = sink;
    this.secret = secret;
    this.failures = failures;
  }

  @Override
  public void onPartialResponse(String piece) {
    if (failures.any()) {
      return;
    }
    if (secret == null) {
      hand(piece);
      return;
    }
    String safe = secret.redact(held + piece);
    int open = secret.begunAtEndOf(safe);
    held = safe.substring(safe.length() - open);
    hand(safe.substring(0, safe.length() - open));
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    complete = response;
  }

  @Override
  public void onError(Throwable error) {
    failures.note(error instanceof Exception e ? e : new IllegalStateException(error));
  }

  /** The result of an answer that came to its end, as {@code ended} says. */
  private ChatResponse finished(boolean ended) throws ProviderException {
    ChatResponse response = complete;
    if (response == null || !ended) {
      throw failures.failure(
          ProviderException.Kind.PROVIDER_ERROR, "ended its answer before it was complete", null);
    }
    return response;
  }

  ChatResult result(ChatRequest request, boolean ended)
      throws ProviderException, InterruptedException {
    hand(held);
    held = "";
    failures.rethrow();
    ChatResponse response = finished(ended);
    return new ChatResult(
        text.toString(),
        input(request, response.tokenUsage()),
        output(response.tokenUsage()),
        reason(response.finishReason()),
        response.modelName());
  }

  private void hand(String piece) {
    if (piece.isEmpty()) {
      return;
    }
    text.append(piece);
    try {
      sink.delta(piece);
    } catch (RuntimeException e) {
      failures.note(new Failures.SinkException(e));
    }
  }

  private static long input(ChatRequest request, @Nullable TokenUsage usage) {
    Integer counted = usage == null ? null : usage.inputTokenCount();
    return counted == null ? TokenEstimate.of(request.messages()) : counted;
  }

  private long output(@Nullable TokenUsage usage) {
    Integer counted = usage == null ? null : usage.outputTokenCount();
    return counted == null ? TokenEstimate.of(text.toString()) : counted;
  }

  private static String reason(@Nullable FinishReason reason) {
    return reason == null ? "stop" : reason.name().toLowerCase(Locale.ROOT);
  }
}
