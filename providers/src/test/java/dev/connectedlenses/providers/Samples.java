package dev.connectedlenses.providers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Texts and requests that tests of this room share. */
final class Samples {
  static final String FERRY = read("/ferry.txt");
  static final String MILL = read("/mill.txt");
  static final String MINUTES = read("/minutes.txt");

  private Samples() {}

  static ChatRequest request(String prompt) {
    return new ChatRequest(
        DemoProvider.MODEL,
        List.of(ChatMessage.user(prompt)),
        ChatParams.defaults(),
        null,
        Duration.ofSeconds(5));
  }

  /** What the demo provider answers. */
  static String ask(String prompt) {
    return DemoWriter.answer(request(prompt));
  }

  private static String read(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
