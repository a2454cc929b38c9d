package dev.connectedlenses.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.connectedlenses.testkit.Property;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Events as they come over the wire, in all the shapes that the format allows. */
final class RunStreamTest {
  private static List<Long> ids(InputStream body) {
    List<Long> ids = new ArrayList<>();
    try (RunStream stream = new RunStream(body)) {
      for (Optional<JsonNode> next = stream.next(); next.isPresent(); next = stream.next()) {
        ids.add(next.get().path("eventId").asLong());
      }
    }
    return ids;
  }

  private static List<Long> ids(String text) {
    return ids(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {'eventId':1}~~                                              | 1",
        "data:{'eventId':1}~~data: {'eventId':2}~~                          | 1,2",
        "id: 1~event: run.started~data: {'eventId':1}~~                     | 1",
        ": heartbeat~~data: {'eventId':1}~~                                 | 1",
        "event: heartbeat~data: {'eventId':9}~~data: {'eventId':1}~~        | 1",
        "event: heartbeat~data: {}~~event: run.failed~data: {'eventId':3}~~ | 3",
        "data: {'eventId':~data: 7}~~                                       | 7",
        "~~~data: {'eventId':1}~~~~                                         | 1",
        "retry: 1000~~data: {'eventId':1}~~                                 | 1"
      })
  void everyEventIsReadOnce(String wire, String wanted) {
    String text = wire.replace('~', '\n').replace('\'', '"');
    List<Long> expected = java.util.Arrays.stream(wanted.split(",")).map(Long::valueOf).toList();
    assertThat(ids(text)).isEqualTo(expected);
    assertThat(ids(text.replace("\n", "\r\n"))).as("with CRLF").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", ":~~", "data: {'eventId':1}", "data: {'eventId':1}~"})
  void anEventWithoutItsEndIsNone(String wire) {
    assertThat(ids(wire.replace('~', '\n').replace('\'', '"'))).isEmpty();
  }

  /** Gives one byte at a time, however much is asked for, and may break where it should end. */
  private static final class Trickle extends InputStream {
    private final InputStream from;
    private final boolean breaks;

    Trickle(String text, boolean breaks) {
      this.from = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
      this.breaks = breaks;
    }

    @Override
    public int read() throws IOException {
      int one = from.read();
      if (one < 0 && breaks) {
        throw new IOException("connection reset");
      }
      return one;
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      int one = read();
      if (one < 0) {
        return -1;
      }
      to[at] = (byte) one;
      return 1;
    }
  }

  @Test
  void howTheBytesArriveMakesNoDifference() {
    Property.forAll(
        0x57EA4L,
        100,
        random -> {
          StringBuilder text = new StringBuilder();
          int events = random.nextInt(1, 6);
          for (int i = 1; i <= events; i++) {
            if (random.nextBoolean()) {
              text.append("event: heartbeat\ndata: {\"at\":").append(i).append("}\n\n");
            }
            text.append("id: ").append(i).append("\nevent: node.log\n");
            text.append("data: {\"eventId\":").append(i).append(",\"text\":\"ä→𝄞\"}\n\n");
          }
          return text.toString();
        },
        text -> {
          assertThat(ids(new Trickle(text, false))).isEqualTo(ids(text)).isSorted().isNotEmpty();
        });
  }

  @Test
  void aConnectionThatBreaksIsUnreachableNotTheEnd() {
    try (RunStream stream = new RunStream(new Trickle("data: {\"eventId\":1}\n\n", true))) {
      assertThat(stream.next().orElseThrow().path("eventId").asLong()).isEqualTo(1);
      assertThatThrownBy(stream::next)
          .isInstanceOf(Unreachable.class)
          .hasMessage("the event stream broke: connection reset");
    }
  }
}
