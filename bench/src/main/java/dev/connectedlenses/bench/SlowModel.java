package dev.connectedlenses.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model server on loopback that keeps all callers waiting until it is let go, and then streams a
 * few words to each, over some seconds. It speaks as much of OpenAI's protocol as that takes.
 */
final class SlowModel implements AutoCloseable {
  static final String MODEL = "slow";
  static final int WORDS = 10;

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n";

  private final ServerSocket socket;
  private final Duration pause;
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();

  private SlowModel(ServerSocket socket, Duration call) {
    this.socket = socket;
    this.pause = call.dividedBy(WORDS);
  }

  /**
   * @param call how long an answer takes once it has begun
   */
  static SlowModel start(Duration call) throws IOException {
    ServerSocket socket = new ServerSocket(0, 16_384, InetAddress.getLoopbackAddress());
    SlowModel model = new SlowModel(socket, call);
    Thread.ofPlatform().daemon().name("slow-model").start(model::accept);
    return model;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
  }

  /** Calls that have arrived so far. */
  int calls() {
    return calls.get();
  }

  /** From now on callers are answered. */
  void go() {
    go.countDown();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = socket.accept();
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException e) {
      closed.countDown();
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      InputStream in = new BufferedInputStream(caller.getInputStream());
      String head = head(in);
      in.skipNBytes(length(head));
      if (head.startsWith("GET ")) {
        say(caller.getOutputStream(), models());
      } else {
        calls.incrementAndGet();
        go.await();
        stream(caller.getOutputStream());
      }
    } catch (IOException e) {
      // the caller is gone; it counts what it misses
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream(OutputStream out) throws IOException, InterruptedException {
    say(out, HEAD.formatted("text/event-stream", ""));
    for (int i = 0; i < WORDS; i++) {
      if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      say(out, "data: {\"choices\":[{\"delta\":{\"content\":\"word%d \"}}]}\n\n".formatted(i));
    }
    say(
        out,
        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":10}}\n\ndata: [DONE]\n\n");
  }

  private static String models() {
    String body =
        "{\"object\":\"list\",\"data\":[{\"id\":\"" + MODEL + "\",\"object\":\"model\"}]}";
    return HEAD.formatted("application/json", "Content-Length: " + body.length() + "\r\n") + body;
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("a connection without a request");
      }
      head.append((char) b);
    }
    return head.toString();
  }

  private static long length(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToLong(line -> Long.parseLong(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
