package dev.connectedlenses.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerEventsTest {

  /** The text with its escapes resolved, and the data of its events joined by bars. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "data: a\\n\\n, a",
        "data:a\\n\\ndata:b\\n\\n, a|b",
        "data: a\\ndata: b\\n\\n, a/b",
        "data: a\\r\\n\\r\\n, a",
        ": keep-alive\\n\\nevent: message\\nid: 1\\ndata: ü\\nretry: 5\\n\\n, ü",
        "event: x\\n\\n, ``",
        "data: cut off, ``",
        "data: a\\n\\ndata: cut off\\n, a",
        "`  data: no\\n\\n`, ``"
      })
  void dataIsReadAsItComes(String text, String expected) throws IOException {
    byte[] bytes = text.translateEscapes().getBytes(StandardCharsets.UTF_8);
    ServerEvents events = new ServerEvents(new ByteArrayInputStream(bytes));
    List<String> seen = new ArrayList<>();
    for (String data = events.next(); data != null; data = events.next()) {
      seen.add(data.replace('\n', '/'));
    }
    assertThat(String.join("|", seen)).isEqualTo(expected);
  }
}
