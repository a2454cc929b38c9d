package dev.connectedlenses.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A relay on loopback that a test puts between two parties to listen in and to break the line: cut
 * it, let it fall silent, or refuse new calls.
 */
public final class TcpProxy implements AutoCloseable {

  /** Hears what goes towards the server, connection by connection. */
  @FunctionalInterface
  public interface Tap {
    /** Bytes that one connection sends; connections are numbered from 1. */
    void heard(int connection, byte[] bytes);
  }

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket door;
  private final int target;
  private final Tap tap;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile boolean refusing;
  private volatile CountDownLatch open = new CountDownLatch(0);
  private volatile long delayNanos;
  private volatile int losing;

  private TcpProxy(int target, Tap tap) {
    try {
      this.door = new ServerSocket(0, 50, LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.target = target;
    this.tap = tap;
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  /** Relays to a port of this machine. */
  public static TcpProxy to(int port) {
    return new TcpProxy(port, (connection, bytes) -> {});
  }

  /** Relays to a port of this machine and tells what is sent there. */
  public static TcpProxy to(int port, Tap tap) {
    return new TcpProxy(port, tap);
  }

  /** The port to call instead of the real one. */
  public int port() {
    return door.getLocalPort();
  }

  /** How many connections were made so far. */
  public int connections() {
    return connections.get();
  }

  /** Breaks all connections; new ones are welcome. */
  public void cut() {
    sockets.forEach(TcpProxy::close);
    sockets.clear();
  }

  /** Breaks all connections and hangs up on new ones until {@link #restore}. */
  public void refuse() {
    refusing = true;
    cut();
  }

  /** Nothing gets through in either direction, yet no connection breaks, until {@link #restore}. */
  public void silence() {
    open = new CountDownLatch(1);
  }

  /**
   * The next answer on each open connection is swallowed and the connection breaks: the server did
   * what it was asked, and nobody learns of it.
   */
  public void loseReplies() {
    losing = connections.get();
  }

  /** Whatever is sent, in either direction, arrives so much later. */
  public void delay(Duration time) {
    delayNanos = time.toNanos();
  }

  /** Ends refusal, silence and delay; what was held back flows on. */
  public void restore() {
    refusing = false;
    delayNanos = 0;
    losing = 0;
    open.countDown();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        if (refusing) {
          near.close();
        } else {
          join(near, connections.incrementAndGet());
        }
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void join(Socket near, int number) throws IOException {
    Socket far;
    try {
      far = new Socket(LOOPBACK, target);
    } catch (IOException e) {
      near.close();
      return;
    }
    near.setTcpNoDelay(true);
    far.setTcpNoDelay(true);
    sockets.add(near);
    sockets.add(far);
    Thread.ofVirtual()
        .start(() ->
            relay(
                near,
                far,
                bytes -> {
                  tap.heard(number, bytes);
                  return true;
                }));
    Thread.ofVirtual().start(() -> relay(far, near, bytes -> number > losing));
  }

  private void relay(Socket from, Socket to, Predicate<byte[]> passes) {
    byte[] buffer = new byte[16_384];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!passes.test(Arrays.copyOf(buffer, read))) {
          close(to);
          return;
        }
        open.await();
        LockSupport.parkNanos(delayNanos);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      close(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    restore();
    closeDoor();
    cut();
  }

  private void closeDoor() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
