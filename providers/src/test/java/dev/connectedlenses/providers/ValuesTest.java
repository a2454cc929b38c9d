package dev.connectedlenses.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.outbound.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests, configurations, estimates: what they accept and what they never show. */
final class ValuesTest {

  @Test
  void aConfigurationShowsNoKeyNeitherAsTextNorAsJson() {
    ProviderConfig config =
        new ProviderConfig("x", "openai", URI.create("https://a.org/v1"), Secret.of("sk-canary-1"));
    assertThat(config.toString()).doesNotContain("canary").contains("[secret]");
    assertThat(Json.MAPPER.writeValueAsString(config)).doesNotContain("canary");
  }

  @Test
  void requestsNeedMessagesAndTime() {
    List<ChatMessage> none = List.of();
    assertThatThrownBy(
            () -> new ChatRequest("m", none, ChatParams.defaults(), null, Duration.ofSeconds(1)))
        .hasMessageContaining("at least one message");
    List<ChatMessage> one = List.of(ChatMessage.user("hi"));
    assertThatThrownBy(() -> new ChatRequest("m", one, ChatParams.defaults(), null, Duration.ZERO))
        .hasMessageContaining("positive timeout");
    assertThatThrownBy(() -> ChatParams.defaults().withAttempt(0))
        .hasMessageContaining("counts from 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "gemini", "smoke signals", ""})
  void aDialectThatIsNotSpokenIsRefusedClearly(String dialect) {
    Providers providers = new Providers(DemoProvider.instant());
    assertThatThrownBy(() -> providers.open(new ProviderConfig("p", dialect, null, null)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.BAD_REQUEST))
        .hasMessageContaining("\"" + dialect + "\"")
        .hasMessageContaining("openai, ollama or demo");
  }

  @Test
  void aPrivateAddressNeedsAGrant() throws Exception {
    Provider provider =
        new Providers(DemoProvider.instant())
            .open(new ProviderConfig("local", "ollama", URI.create("http://127.0.0.1:9"), null));
    assertThatThrownBy(() -> provider.chat(Samples.request("hello"), ChatSink.none()))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.kind()).isEqualTo(ProviderException.Kind.BAD_REQUEST))
        .hasMessageContaining("provider \"local\" may not be called");
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "abcd, 1", "abcde, 2", "😀😀😀😀, 1"})
  void fourCharactersAreAToken(String text, long tokens) {
    assertThat(TokenEstimate.of(text)).isEqualTo(tokens);
  }

  @Test
  void aCutStaysWithinItsTokens() {
    String text = "one two three four five";
    assertThat(TokenEstimate.cut(text, 100)).isEqualTo(text);
    assertThat(TokenEstimate.cut(text, 3)).isEqualTo("one two");
    assertThat(TokenEstimate.cut("x".repeat(50), 2)).isEqualTo("x".repeat(8));
  }
}
