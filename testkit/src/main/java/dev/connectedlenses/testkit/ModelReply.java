package dev.connectedlenses.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Carries out one behaviour on one connection of the fake model server. */
final class ModelReply {
  private static final String WORDS = "one two three four five six seven eight nine ten";
  private static final int ENOUGH = 1 << 28;

  private final ReceivedRequest request;
  private final ModelProtocol protocol;
  private final OutputStream out;
  private final CountDownLatch closed;
  private final String model;

  ModelReply(
      ReceivedRequest request, ModelProtocol protocol, OutputStream out, CountDownLatch closed) {
    this.request = request;
    this.protocol = protocol;
    this.out = out;
    this.closed = closed;
    this.model = request.body().path("model").asString("");
  }

  void behave(Behaviour behaviour) throws IOException, InterruptedException {
    switch (behaviour) {
      case Behaviour.Answer answer -> answer(words(answer.text()), answer.pause());
      case Behaviour.Status status -> status(status);
      case Behaviour.Hang hang -> hang(hang.afterWords());
      case Behaviour.CutOff cut -> {
        begin(cut.afterWords());
        send("ffff\r\n{\"half");
      }
      case Behaviour.Unfinished unfinished -> {
        begin(unfinished.afterWords());
        send("0\r\n\r\n");
      }
      case Behaviour.ErrorInside error -> {
        begin(error.afterWords());
        chunk(protocol.error(error.message()));
        send("0\r\n\r\n");
      }
      case Behaviour.Malformed malformed -> {
        begin(1);
        chunk(protocol.frame("{\"choices\": [oops"));
        finish(1);
      }
      case Behaviour.Trickle trickle -> trickle(trickle.pause());
      case Behaviour.Endless endless -> endless();
      case Behaviour.EndlessEvent endless -> endlessEvent();
      case Behaviour.WrongType wrong -> whole(200, "Content-Type: " + wrong.type(), wrong.body());
      case Behaviour.Redirect redirect -> whole(302, "Location: " + redirect.location(), "");
      case Behaviour.GzipBomb bomb -> gzipBomb();
      case Behaviour.LeakKey leak -> answer(letters(request.bearer()), Duration.ZERO);
    }
  }

  void json(int status, String body) throws IOException {
    whole(status, "Content-Type: application/json", body);
  }

  private void answer(List<String> pieces, Duration pause)
      throws IOException, InterruptedException {
    head();
    for (String piece : pieces) {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      chunk(protocol.piece(model, piece));
    }
    finish(pieces.size());
  }

  private void status(Behaviour.Status status) throws IOException {
    StringBuilder headers = new StringBuilder("Content-Type: application/json");
    status.headers().forEach((n, v) -> headers.append("\r\n").append(n).append(": ").append(v));
    whole(status.status(), headers.toString(), status.body());
  }

  private void hang(int afterWords) throws IOException, InterruptedException {
    if (afterWords > 0) {
      begin(afterWords);
    }
    closed.await();
  }

  private void trickle(Duration pause) throws IOException, InterruptedException {
    String body = protocol.piece(model, WORDS) + protocol.end(model, 1, 10);
    String response =
        "HTTP/1.1 200 OK\r\nContent-Type: " + protocol.mediaType() + "\r\n\r\n" + body;
    for (byte one : response.getBytes(StandardCharsets.UTF_8)) {
      if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
      out.write(one);
      out.flush();
    }
  }

  private void endless() throws IOException {
    head();
    String piece = protocol.piece(model, "word ".repeat(20));
    for (long sent = 0; sent < ENOUGH; sent += piece.length()) {
      chunk(piece);
    }
  }

  private void endlessEvent() throws IOException {
    head();
    chunk("data: {\"choices\":[{\"delta\":{\"content\":\"");
    for (long sent = 0; sent < ENOUGH; sent += 8192) {
      chunk("x".repeat(8192));
    }
  }

  private void gzipBomb() throws IOException {
    ByteArrayOutputStream packed = packedZeros();
    send(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + protocol.mediaType()
            + "\r\nContent-Encoding: gzip\r\nContent-Length: "
            + packed.size()
            + "\r\n\r\n");
    packed.writeTo(out);
    out.flush();
  }

  /** Four megabytes of nothing, a few kilobytes when packed. */
  private static ByteArrayOutputStream packedZeros() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 16];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    return packed;
  }

  private void begin(int words) throws IOException {
    head();
    for (String word : words(WORDS).subList(0, words)) {
      chunk(protocol.piece(model, word));
    }
  }

  private void finish(int words) throws IOException {
    chunk(protocol.end(model, request.words(), words));
    send("0\r\n\r\n");
  }

  private void head() throws IOException {
    send(
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + protocol.mediaType()
            + "\r\nTransfer-Encoding: chunked\r\n\r\n");
  }

  private void whole(int status, String headers, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    send(
        "HTTP/1.1 %d Told so\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, headers, length, body));
  }

  private void chunk(String text) throws IOException {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    send(Integer.toHexString(length) + "\r\n" + text + "\r\n");
  }

  private void send(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("(?<=\\s)(?=\\S)", -1)).toList();
  }

  private static List<String> letters(String text) {
    return text.chars().mapToObj(c -> String.valueOf((char) c)).toList();
  }
}
