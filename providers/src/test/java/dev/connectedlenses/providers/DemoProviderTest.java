package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.providers.ProviderException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the demo provider passes its time, fails on request and counts; not what it writes. */
final class DemoProviderTest {
  private final List<Duration> pauses = new ArrayList<>();
  private final DemoProvider demo = new DemoProvider(pauses::add, Duration.ofMillis(12));

  @Test
  void samePromptSameAnswer() throws Exception {
    ChatRequest request = Samples.request("List five key points:\n\n" + Samples.FERRY);
    List<String> words = new ArrayList<>();
    ChatResult first = demo.chat(request, words::add);
    assertThat(demo.chat(request, ChatSink.none())).isEqualTo(first);
    assertThat(String.join("", words)).isEqualTo(first.text());
    assertThat(words).hasSizeGreaterThan(40).allMatch(word -> word.strip().matches("\\S+"));
  }

  @Test
  void pausesBeforeEachWord() throws Exception {
    demo.chat(Samples.request("Echo: one two three"), ChatSink.none());
    assertThat(pauses).containsExactly(ms(12), ms(12), ms(12));
    pauses.clear();
    demo.chat(Samples.request("demo:slow 500ms demo:wait 2s Echo: one two"), ChatSink.none());
    assertThat(pauses).containsExactly(ms(2000), ms(500), ms(500));
  }

  @Test
  void saysThatItIsNoAi() throws Exception {
    ChatResult result = demo.chat(Samples.request("Echo: hello"), ChatSink.none());
    assertThat(result.servedModel()).contains("not an AI");
    assertThat(DemoProvider.DESCRIPTION).contains("not an AI");
  }

  @ParameterizedTest
  @CsvSource({
    "demo:fail, PROVIDER_ERROR",
    "demo:rate-limit, RATE_LIMIT",
    "demo:timeout, TIMEOUT",
    "demo:auth, AUTH",
    "demo:bad-request, BAD_REQUEST"
  })
  void failsOnRequest(String marker, Kind kind) {
    ProviderException failure = failure("Echo: hello " + marker, 7);
    assertThat(failure.kind()).isEqualTo(kind);
  }

  @Test
  void aTimeoutTakesTheWholeTime() {
    assertThat(failure("demo:timeout", 1).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(pauses).containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void anAnswerThatTakesTooLongEndsInATimeout() {
    List<String> words = new ArrayList<>();
    ChatRequest slow = Samples.request("demo:slow 2s Echo: one two three four");
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> demo.chat(slow, words::add));
    assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(words).containsExactly("one ", "two ");
    assertThat(pauses).containsExactly(ms(2000), ms(2000), ms(1000));
  }

  @Test
  void failsOnTheFirstAttemptsOnlyIfAskedSo() throws Exception {
    String once = "demo:rate-limit-once retry-after=2\nEcho: hello";
    assertThat(failure(once, 1).retryAfter()).isEqualTo(Duration.ofSeconds(2));
    assertThat(answer(once, 2).text()).isEqualTo("hello");
    String thrice = "demo:fail-times=3 Echo: hello";
    assertThat(failure(thrice, 3).kind()).isEqualTo(Kind.PROVIDER_ERROR);
    assertThat(answer(thrice, 4).text()).isEqualTo("hello");
  }

  @Test
  void markersDoNotChangeTheAnswer() throws Exception {
    String plain = "Summarise in one sentence:\n\n" + Samples.FERRY;
    assertThat(answer("demo:slow 1ms\n" + plain, 1).text()).isEqualTo(answer(plain, 1).text());
  }

  @Test
  void stopsAtTheLimitOfTokens() throws Exception {
    ChatRequest request = Samples.request("Echo: one two three four five six seven eight");
    ChatResult result =
        demo.chat(request.withParams(request.params().withMaxTokens(4)), ChatSink.none());
    assertThat(result.text()).isEqualTo("one two three");
    assertThat(result.finishReason()).isEqualTo("length");
    assertThat(result.outputTokens()).isLessThanOrEqualTo(4);
  }

  @Test
  void anInterruptedThreadGetsNoAnswer() {
    Thread.currentThread().interrupt();
    assertThat(
            catchThrowableOfType(
                InterruptedException.class,
                () -> demo.chat(Samples.request("Echo: hello"), ChatSink.none())))
        .isNotNull();
    assertThat(Thread.interrupted()).isFalse();
  }

  private ProviderException failure(String prompt, int attempt) {
    return catchThrowableOfType(ProviderException.class, () -> answer(prompt, attempt));
  }

  private ChatResult answer(String prompt, int attempt) throws Exception {
    ChatRequest request = Samples.request(prompt);
    return demo.chat(request.withParams(request.params().withAttempt(attempt)), ChatSink.none());
  }

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }
}
