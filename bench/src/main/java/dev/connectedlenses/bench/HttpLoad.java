package dev.connectedlenses.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that send one request after the other, each on its own kept-alive connection. */
final class HttpLoad {
  private final URI server;
  private final String token;

  HttpLoad(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  /**
   * What a series came to.
   *
   * @param shed answers 429 and 503
   * @param failed answers that are neither success nor shed
   */
  record Series(double perSecond, Timings timings, long shed, long failed, boolean allSayWhen) {}

  private static final class Client {
    private final List<Long> nanos = new ArrayList<>();
    private long shed;
    private long failed;
    private boolean allSayWhen = true;
  }

  /** So many clients for a while. */
  Series run(GatewayCase what, int clients, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    List<Callable<Client>> work = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int first = i * 617;
      work.add(() -> client(what, first, end));
    }
    long start = System.nanoTime();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      return sum(threads.invokeAll(work), start);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static Series sum(List<Future<Client>> clients, long start) throws InterruptedException {
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Long> nanos = new ArrayList<>();
    long shed = 0;
    long failed = 0;
    boolean allSayWhen = true;
    for (Future<Client> future : clients) {
      Client client = of(future);
      nanos.addAll(client.nanos);
      shed += client.shed;
      failed += client.failed;
      allSayWhen &= client.allSayWhen;
    }
    return new Series(nanos.size() / seconds, new Timings(nanos), shed, failed, allSayWhen);
  }

  private static Client of(Future<Client> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e);
    }
  }

  private Client client(GatewayCase what, int first, long end) {
    Client client = new Client();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      for (int n = first; System.nanoTime() < end; n++) {
        byte[] request = what.request(token, n);
        long sent = System.nanoTime();
        socket.getOutputStream().write(request);
        count(client, read(in), sent);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return client;
  }

  private static void count(Client client, Reply reply, long sent) {
    if (reply.status() == 429 || reply.status() == 503) {
      client.shed++;
      client.allSayWhen &= reply.retryAfter();
    } else if (reply.status() < 300) {
      client.nanos.add(System.nanoTime() - sent);
    } else {
      client.failed++;
    }
  }

  private record Reply(int status, boolean retryAfter) {}

  private static Reply read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    boolean chunked = false;
    boolean retryAfter = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      chunked |= line.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26);
      retryAfter |= line.regionMatches(true, 0, "retry-after:", 0, 12);
    }
    if (chunked) {
      skipChunks(in);
    } else {
      in.skipNBytes(length);
    }
    return new Reply(status, retryAfter);
  }

  private static void skipChunks(InputStream in) throws IOException {
    for (int size = Integer.parseInt(line(in), 16); size > 0; ) {
      in.skipNBytes(size + 2L);
      size = Integer.parseInt(line(in), 16);
    }
    line(in);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server closed the connection");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }
}
