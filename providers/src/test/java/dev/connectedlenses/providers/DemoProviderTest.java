package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.connectedlenses.providers.ProviderException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class DemoProviderTest {
  private static final String FERRY = ferry();
  private final DemoProvider demo = DemoProvider.instant();

  @Test
  void summaryIsMadeOfRealSentencesOfTheText() throws Exception {
    String summary = ask("Summarise the following text in two sentences:\n\n" + FERRY);
    List<String> sentences = new DemoText(FERRY).sentences();
    assertThat(sentences.stream().filter(summary::contains)).hasSize(2);
  }

  @Test
  void samePromptSameAnswerWordByWord() throws Exception {
    List<String> words = new ArrayList<>();
    ChatResult first = demo.chat(request("List five key points:\n\n" + FERRY), words::add);
    ChatResult second = demo.chat(request("List five key points:\n\n" + FERRY), ChatSink.none());
    assertThat(first).isEqualTo(second);
    assertThat(String.join("", words)).isEqualTo(first.text());
    assertThat(words).hasSizeGreaterThan(40);
    assertThat(first.text().lines()).hasSize(5).allMatch(line -> line.startsWith("- "));
  }

  @Test
  void saysThatItIsNoAi() throws Exception {
    ChatResult result = demo.chat(request("Echo: hello"), ChatSink.none());
    assertThat(result.text()).isEqualTo("hello");
    assertThat(result.servedModel()).contains("not an AI");
    assertThat(DemoProvider.DESCRIPTION).contains("not an AI");
  }

  @Test
  void failsOnRequestAndOnlyOnceIfAskedSo() throws Exception {
    ChatRequest once = request("demo:rate-limit-once retry-after=2\nSummarise:\n\n" + FERRY);
    ProviderException refused =
        catchThrowableOfType(ProviderException.class, () -> demo.chat(once, ChatSink.none()));
    assertThat(refused.kind()).isEqualTo(Kind.RATE_LIMIT);
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));
    ChatResult second = demo.chat(once.withParams(once.params().withAttempt(2)), ChatSink.none());
    assertThat(second.text()).isNotBlank().doesNotContain("demo:");
  }

  private String ask(String prompt) throws Exception {
    return demo.chat(request(prompt), ChatSink.none()).text();
  }

  private static ChatRequest request(String prompt) {
    return new ChatRequest(
        DemoProvider.MODEL,
        List.of(ChatMessage.user(prompt)),
        ChatParams.defaults(),
        null,
        Duration.ofSeconds(5));
  }

  private static String ferry() {
    try (InputStream in = DemoProviderTest.class.getResourceAsStream("/ferry.txt")) {
      return new String(
          Objects.requireNonNull(in, "ferry.txt").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
