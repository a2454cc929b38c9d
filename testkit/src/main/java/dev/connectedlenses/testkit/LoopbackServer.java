package dev.connectedlenses.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP server on loopback that does exactly what a test tells it, and counts who came. With no
 * script it is a sentinel: it hangs up, and a test asserts that nobody ever called.
 */
public final class LoopbackServer implements AutoCloseable {
  /** What the server does with one connection; the connection is closed when it returns. */
  @FunctionalInterface
  public interface Script {
    void serve(InputStream in, OutputStream out) throws IOException, InterruptedException;
  }

  private final List<ServerSocket> listeners = new CopyOnWriteArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final Script script;

  private LoopbackServer(Script script) {
    this.script = script;
  }

  /** Listens on 127.0.0.1 at a free port. */
  public static LoopbackServer start(Script script) {
    LoopbackServer server = new LoopbackServer(script);
    server.listen("127.0.0.1", 0);
    return server;
  }

  /** Listens on 127.0.0.1 and, at the same port, on the other addresses of this machine given. */
  public static LoopbackServer sentinel(String... others) {
    LoopbackServer server = start((in, out) -> {});
    for (String other : others) {
      server.listen(other, server.port());
    }
    return server;
  }

  /** Does the same as this server at the same port of another loopback address. */
  public LoopbackServer alsoAt(String address) {
    listen(address, port());
    return this;
  }

  public int port() {
    return listeners.getFirst().getLocalPort();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** How many connections were accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Reads one request with its body from the stream and returns its head. */
  public static String readRequest(InputStream in) throws IOException {
    String head = readHead(in);
    String small = head.toLowerCase(Locale.ROOT);
    int at = small.indexOf("content-length: ");
    if (at >= 0) {
      in.readNBytes(Integer.parseInt(small.substring(at + 16, small.indexOf('\r', at))));
    }
    return head;
  }

  /** Reads the head of a request and nothing of its body; "" if nobody sends one. */
  public static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        return head.toString();
      }
      head.append((char) c);
    }
    return head.toString();
  }

  @Override
  public void close() {
    listeners.forEach(LoopbackServer::closeQuietly);
    open.forEach(LoopbackServer::closeQuietly);
  }

  private void listen(String address, int port) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      listeners.add(listener);
      Thread.ofVirtual().name("loopback-" + address).start(() -> accept(listener));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        // small pieces at once: Nagle and delayed acknowledgements cost 40 ms for each otherwise
        socket.setTcpNoDelay(true);
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        // closed: the loop ends
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      script.serve(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException | InterruptedException e) {
      // the client hung up, which scripts expect
    } finally {
      open.remove(socket);
    }
  }

  private static void closeQuietly(java.io.Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // gone already
    }
  }
}
