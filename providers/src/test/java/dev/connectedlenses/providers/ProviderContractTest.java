package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What every dialect must do; a new one extends this and brings its own fake. */
@Timeout(60)
abstract class ProviderContractTest {
  static final Duration PATIENCE = Duration.ofSeconds(20);
  static final String SCHEMA =
      """
      {"type":"object","required":["title","score"],"additionalProperties":false,
       "properties":{"title":{"type":"string"},"score":{"type":"integer","minimum":1,"maximum":10}}}
      """;

  /** A provider and the model to ask there. */
  abstract Provider provider() throws ProviderException;

  abstract String model();

  /** Makes the next call fail that way and returns the prompt for it. */
  abstract String promptThatFails(Kind kind);

  /** Makes the next answer pause for long inside, and returns the prompt for it. */
  abstract String promptThatPauses();

  /** Makes the next answer fit {@link #SCHEMA}, and returns the prompt for it. */
  abstract String promptForJson();

  @Test
  void streamsWhatItReturns() throws Exception {
    List<String> deltas = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    ChatResult result =
        provider()
            .chat(
                ask("Summarise: The ferry was late. The bus was not."),
                delta -> {
                  deltas.add(delta);
                  threads.add(Thread.currentThread());
                });
    assertThat(result.text()).isNotBlank().isEqualTo(String.join("", deltas));
    assertThat(deltas).hasSizeGreaterThan(1).doesNotContain("");
    assertThat(threads).containsOnly(Thread.currentThread());
  }

  @Test
  void tellsUsageReasonAndModel() throws Exception {
    ChatResult result =
        provider().chat(ask("Summarise: The ferry was late. The bus was not."), ChatSink.none());
    assertThat(result.inputTokens()).isPositive();
    assertThat(result.outputTokens()).isPositive();
    assertThat(result.finishReason()).isEqualTo("stop");
    assertThat(result.servedModel()).contains(model());
  }

  @Test
  void takesAWholeConversation() throws Exception {
    List<ChatMessage> talk =
        List.of(
            ChatMessage.system("Be brief."),
            ChatMessage.user("Hello?"),
            ChatMessage.assistant("Hello."),
            ChatMessage.user("Echo: good bye"));
    ChatResult result =
        provider()
            .chat(
                new ChatRequest(model(), talk, ChatParams.defaults(), null, PATIENCE),
                ChatSink.none());
    assertThat(result.text()).contains("good bye");
  }

  @Test
  void answersInJsonWhereASchemaIsGiven() throws Exception {
    ChatResult result = provider().chat(askForJson(), ChatSink.none());
    JsonNode answer = Json.MAPPER.readTree(result.text());
    assertThat(answer.path("title").isString()).isTrue();
    assertThat(answer.path("score").asInt()).isBetween(1, 10);
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "TIMEOUT", mode = EnumSource.Mode.EXCLUDE)
  void sortsFailures(Kind kind) throws Exception {
    ChatRequest request = ask(promptThatFails(kind));
    assertThat(failureOf(request).kind()).isEqualTo(kind);
  }

  @Test
  void passesOnHowLongToWait() throws Exception {
    ChatRequest request = ask(promptThatFails(Kind.RATE_LIMIT));
    assertThat(failureOf(request).retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void endsWithTheTimeout() throws Exception {
    ChatRequest request = ask(promptThatPauses()).withTimeout(Duration.ofMillis(500));
    long start = System.nanoTime();
    assertThat(failureOf(request).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
  }

  @Test
  void namesAnUnknownModel() throws Exception {
    ChatRequest request =
        new ChatRequest(
            "no-such-model",
            List.of(ChatMessage.user("hello")),
            ChatParams.defaults(),
            null,
            PATIENCE);
    ProviderException failure = failureOf(request);
    assertThat(failure.kind()).isEqualTo(Kind.BAD_REQUEST);
    assertThat(failure).hasMessageContaining("no-such-model");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isInterruptible(boolean virtual) throws Exception {
    ChatRequest request = ask(promptThatPauses());
    Provider provider = provider();
    CountDownLatch began = new CountDownLatch(1);
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Runnable call =
        () -> {
          try {
            provider.chat(request, delta -> began.countDown());
            ended.complete(new AssertionError("it ended by itself"));
          } catch (Exception e) {
            ended.complete(e);
          }
        };
    Thread caller = virtual ? Thread.ofVirtual().start(call) : Thread.ofPlatform().start(call);
    assertThat(began.await(20, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(ended.get(3, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aSinkThatThrowsEndsTheCallWithItsOwnException() throws Exception {
    Provider provider = provider();
    ChatRequest request = ask("Summarise: The ferry was late. The bus was not.");
    assertThatThrownBy(() ->
            provider.chat(
                request,
                delta -> {
                  throw new IllegalStateException("the reader is gone");
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the reader is gone");
  }

  ChatRequest askForJson() {
    List<ChatMessage> talk = List.of(ChatMessage.user(promptForJson()));
    JsonNode schema = Json.MAPPER.readTree(SCHEMA);
    return new ChatRequest(model(), talk, ChatParams.defaults(), schema, PATIENCE);
  }

  ChatRequest ask(String prompt) {
    return new ChatRequest(
        model(), List.of(ChatMessage.user(prompt)), ChatParams.defaults(), null, PATIENCE);
  }

  ProviderException failureOf(ChatRequest request) throws ProviderException {
    Provider provider = provider();
    ProviderException failure =
        catchThrowableOfType(
            ProviderException.class, () -> provider.chat(request, ChatSink.none()));
    assertThat(failure).isNotNull();
    return failure;
  }
}
