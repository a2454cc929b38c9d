package dev.connectedlenses.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
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
      if (SlowWords.asked(caller.getInputStream()).startsWith("GET ")) {
        SlowWords.models(caller.getOutputStream(), MODEL);
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
    SlowWords.begin(out);
    for (int i = 0; i < WORDS; i++) {
      if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      SlowWords.word(out, i);
    }
    SlowWords.end(out);
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
