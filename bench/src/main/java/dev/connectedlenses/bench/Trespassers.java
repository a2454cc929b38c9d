package dev.connectedlenses.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
  private static final String CUT = "cut";

  private final URI server;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<String, LongAdder>> answers = new ConcurrentHashMap<>();

  /** None of those that the others' clients run on. */
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** One client for each token. */
  Trespassers(URI server, List<String> tokens) {
    this.server = server;
    for (int i = 0; i < tokens.size(); i++) {
      OverLimit what = OverLimit.ALL.get(i % OverLimit.ALL.size());
      byte[] request = what.bytes(tokens.get(i));
      threads.execute(() -> goOn(what.limit(), request));
    }
  }

  private void goOn(String limit, byte[] request) {
    Map<String, LongAdder> own = answers.computeIfAbsent(limit, _ -> new ConcurrentHashMap<>());
    while (!over.get()) {
      String answer = answer(request);
      if (!over.get()) {
        own.computeIfAbsent(answer, _ -> new LongAdder()).increment();
      }
    }
  }

  private String answer(byte[] request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      open.add(socket);
      try {
        return answer(socket, request);
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

  /** How many were refused. */
  long refused() {
    return count(true);
  }

  /** How many were answered in another way, which should be none. */
  long otherwise() {
    return count(false);
  }

  private long count(boolean refusals) {
    return answers.values().stream()
        .flatMap(kinds -> kinds.entrySet().stream())
        .filter(e -> isRefusal(e.getKey()) == refusals)
        .mapToLong(e -> e.getValue().sum())
        .sum();
  }

  private static boolean isRefusal(String answer) {
    return answer.equals(CUT) || answer.startsWith("4") || answer.equals("503");
  }

  /** The answers to each kind, with how often they were given. */
  Map<String, Map<String, LongAdder>> answers() {
    return new TreeMap<>(answers);
  }

  @Override
  public void close() {
    over.set(true);
    List<Socket> left = new ArrayList<>(open);
    for (Socket socket : left) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    threads.close();
  }
}
