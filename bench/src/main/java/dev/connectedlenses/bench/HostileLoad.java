package dev.connectedlenses.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * People who ask for what is dear, each under an account of their own, one request after the other,
 * and who do not listen when they are told to come back later.
 */
final class HostileLoad implements AutoCloseable {

  /** All items of the groups of all items of some groups: seconds of a processor. */
  private static final String DEAR =
      "/shared?select=id,groups(id,shared(id,groups(id,shared(id))))&order=id&limit=50";

  private static final String LIKE_IT =
      "/shared?select=id,groups(id,shared(id,groups(id,name,shared(id))))&order=id&limit=50";

  private final URI server;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  /** None of those that the server runs on in the same process. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final List<Future<?>> clients = new ArrayList<>();

  HostileLoad(URI server, String secret, int count) {
    this(server, secret, count, DEAR, 100);
  }

  /** As many others, who ask for something like it; what is measured is unknown to the server. */
  static HostileLoad before(URI server, String secret, int count) {
    return new HostileLoad(server, secret, count, LIKE_IT, 100 + count);
  }

  private HostileLoad(URI server, String secret, int count, String path, int first) {
    this.server = server;
    for (int i = 0; i < count; i++) {
      byte[] request = request(path, BenchToken.of(secret, first + i));
      clients.add(threads.submit(() -> ask(request)));
    }
  }

  private static byte[] request(String path, String token) {
    return ("GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token)
        .concat("\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void ask(byte[] request) {
    while (!over.get()) {
      try (Socket socket = new Socket(server.getHost(), server.getPort())) {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        byte[] head = in.readNBytes(12);
        in.transferTo(java.io.OutputStream.nullOutputStream());
        boolean good = new String(head, StandardCharsets.ISO_8859_1).contains(" 200");
        (good ? served : refused).incrementAndGet();
      } catch (IOException e) {
        refused.incrementAndGet();
      }
    }
  }

  /** How many of their requests were answered. */
  long served() {
    return served.get();
  }

  /** How many were sent away. */
  long refused() {
    return refused.get();
  }

  @Override
  public void close() {
    over.set(true);
    threads.close();
  }
}
