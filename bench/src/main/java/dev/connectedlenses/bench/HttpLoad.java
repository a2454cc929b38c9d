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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Clients that send one request after the other, each on its own kept-alive connection. Whoever is
 * told to come back later does so, at some moment in the second after the one that was named; when
 * so many requests a second are to be offered, others come instead.
 */
final class HttpLoad {
  private final URI server;
  private final IntFunction<String> tokens;

  HttpLoad(URI server, String token) {
    this(server, _ -> token);
  }

  /**
   * @param tokens what is shown with each request
   */
  HttpLoad(URI server, IntFunction<String> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /**
   * Who sends what.
   *
   * @param perSecond how many requests all of them send in a second, however many are answered; 0
   *     when each sends one as soon as the last is answered
   */
  record Offer(GatewayCase what, int clients, double perSecond) {
    long nanosBetween() {
      return perSecond == 0 ? 0 : (long) (clients / perSecond * 1e9);
    }
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

  /** So many clients for a while, each as fast as it is answered. */
  Series run(GatewayCase what, int clients, Duration time) {
    return run(new Offer(what, clients, 0), time);
  }

  /** These clients for a while. */
  Series run(Offer offer, Duration time) {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Callable<Client>> work = new ArrayList<>();
    for (int i = 0; i < offer.clients(); i++) {
      int number = i;
      work.add(() -> client(offer, number, end));
    }
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

  private Client client(Offer offer, int number, long end) {
    Client client = new Client();
    long between = offer.nanosBetween();
    long next = System.nanoTime() + between * number / offer.clients();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 10_000);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
      for (int n = number * 617; System.nanoTime() < end; n++) {
        byte[] request = offer.what().request(tokens.apply(n), n);
        long sent = System.nanoTime();
        socket.getOutputStream().write(request);
        Reply reply = read(in);
        count(client, reply, sent);
        next += between;
        waitUntil(between > 0 ? next : comesBack(reply), end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return client;
  }

  private static void count(Client client, Reply reply, long sent) {
    if (isShed(reply)) {
      client.shed++;
      client.allSayWhen &= reply.retryAfter() >= 0;
    } else if (reply.status() < 300) {
      client.nanos.add(System.nanoTime() - sent);
    } else {
      client.failed++;
    }
  }

  private static boolean isShed(Reply reply) {
    return reply.status() == 429 || reply.status() == 503;
  }

  /** Clients that came back all at the same moment would be too many again. */
  private static long comesBack(Reply reply) {
    long now = System.nanoTime();
    if (!isShed(reply) || reply.retryAfter() <= 0) {
      return now;
    }
    long nanos = TimeUnit.SECONDS.toNanos(reply.retryAfter());
    return now + nanos + ThreadLocalRandom.current().nextLong(nanos);
  }

  private static void waitUntil(long moment, long end) {
    long until = Math.min(moment, end);
    for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
      LockSupport.parkNanos(until - now);
    }
  }

  /**
   * An answer without its body.
   *
   * @param retryAfter in seconds, negative if the answer does not tell
   */
  private record Reply(int status, int retryAfter) {}

  private static Reply read(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    boolean chunked = false;
    int retryAfter = -1;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
      chunked |= line.regionMatches(true, 0, "transfer-encoding: chunked", 0, 26);
      if (line.regionMatches(true, 0, "retry-after:", 0, 12)) {
        retryAfter = Integer.parseInt(line.substring(12).strip());
      }
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
