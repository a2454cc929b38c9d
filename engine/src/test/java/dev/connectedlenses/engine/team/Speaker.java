package dev.connectedlenses.engine.team;

import dev.connectedlenses.providers.ChatMessage;
import dev.connectedlenses.providers.ChatRequest;
import dev.connectedlenses.providers.ChatResult;
import dev.connectedlenses.providers.ChatSink;
import dev.connectedlenses.providers.Provider;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A model that says what a test wants, and keeps what it was asked. */
public final class Speaker implements Provider {
  public final List<String> asked = new CopyOnWriteArrayList<>();

  /** The models that were asked, in the order of {@link #asked}. */
  public final List<ChatRequest> requests = new CopyOnWriteArrayList<>();

  private volatile UnaryOperator<String> words;

  /**
   * @param words the answer to a whole prompt
   */
  public Speaker(UnaryOperator<String> words) {
    this.words = words;
  }

  public void says(UnaryOperator<String> other) {
    words = other;
  }

  @Override
  public ChatResult chat(ChatRequest request, ChatSink sink) {
    String prompt =
        request.messages().stream().map(ChatMessage::text).collect(Collectors.joining("\n\n"));
    asked.add(prompt);
    requests.add(request);
    String answer = words.apply(prompt);
    sink.delta(answer);
    return new ChatResult(answer, prompt.length() / 4, answer.length() / 4, "stop", "speaker");
  }
}
