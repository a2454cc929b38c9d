package dev.connectedlenses.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hostile clients, each going over one limit again and again, as soon as it is told that it did.
 */
final class Trespassers implements AutoCloseable {

  /** What is counted when the server ended the connection before all was sent. */
  static final String CUT = "cut";

  private final URI server;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final LongAdder refused = new LongAdder();
  private final Map<String, LongAdder> otherwise = new ConcurrentHashMap<>();

  /** None of those that the others' clients run on. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** One client for each token. */
  Trespassers(URI server, List<String> tokens) {
    this.server = server;
    for (int i = 0; i < tokens.size(); i++) {
      OverLimit what = OverLimit.ALL.get(i % OverLimit.ALL.size());
      byte[] request = what.bytes(tokens.get(i));
      threads.execute(() -> goOn(what, request));
    }
  }

  private void goOn(OverLimit what, byte[] request) {
    while (!over.get()) {
      String answer = answer(request);
      if (over.get()) {
        return;
      }
      if (what.isRefusedBy(answer)) {
        refused.increment();
      } else {
        String kind = what.limit() + ": " + answer;
        otherwise.computeIfAbsent(kind, _ -> new LongAdder()).increment();
      }
    }
  }

  private String answer(byte[] request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      open.add(socket);
      try {
        return over.get() ? CUT : answer(socket, request);
      } finally {
        open.remove(socket);
      }
    } catch (IOException e) {
      return CUT;
    }
  }

  private static String answer(Socket socket, byte[] request) throws IOException {
    InputStream in = socket.getInputStream();
    try {
      socket.getOutputStream().write(request);
    } catch (IOException e) {
      // it was refused before it was sent, and what it was told may still be there
      return in.available() == 0 ? CUT : status(in);
    }
    return status(in);
  }

  private static String status(InputStream in) throws IOException {
    String head = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
    in.transferTo(OutputStream.nullOutputStream());
    return head.length() < 12 ? CUT : head.substring(9);
  }

  /** How many were refused as they should be. */
  long refused() {
    return refused.sum();
  }

  /** How many were answered in another way, which is a fault of the server. */
  long otherwise() {
    return otherwise.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** The limits with those answers, and how often they were given. */
  Map<String, LongAdder> faults() {
    return new TreeMap<>(otherwise);
  }

  @Override
  public void close() {
    over.set(true);
    for (Socket socket : Set.copyOf(open)) {
      try {
        socket.close();
      } catch (IOException e) {
        // it was closed already, and whoever reads from it knows
      }
    }
    threads.close();
  }
}
