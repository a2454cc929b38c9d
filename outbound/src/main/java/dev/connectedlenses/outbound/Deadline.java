package dev.connectedlenses.outbound;

import dev.connectedlenses.outbound.OutboundException.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The end of an exchange's time. Timeouts of single reads are not enough: a peer that sends one
 * byte now and then, or reads none of ours, never trips them. So a guard closes the socket at the
 * end.
 */
final class Deadline {
  private final long end;
  private final String host;

  private Deadline(long end, String host) {
    this.end = end;
    this.host = host;
  }

  static Deadline after(Duration total, String host) {
    return new Deadline(System.nanoTime() + total.toNanos(), host);
  }

  Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  boolean passed() {
    return end - System.nanoTime() <= 0;
  }

  /** A socket timeout in milliseconds that never outlasts the deadline; 0 would mean for ever. */
  int timeout(Duration most) throws OutboundException {
    if (passed()) {
      throw timedOut("in the time allowed");
    }
    return Math.clamp(Math.min(most.toMillis(), left().toMillis()), 1, Integer.MAX_VALUE);
  }

  /** Closes {@code channel} when the time is over, unless the guard is released before. */
  Guard guard(Channel channel) {
    CountDownLatch released = new CountDownLatch(1);
    Thread.ofVirtual()
        .name("outbound-deadline")
        .start(() -> {
          try {
            if (!released.await(left().toNanos(), TimeUnit.NANOSECONDS)) {
              channel.close();
            }
          } catch (InterruptedException | IOException e) {
            // nobody interrupts this thread, and a socket that will not close is closed
          }
        });
    return released::countDown;
  }

  /** Stops a guard from closing its channel. */
  @FunctionalInterface
  interface Guard {
    void release();
  }

  /** Says what really ended the exchange: we, the clock, or the peer. */
  OutboundException explain(IOException e, Kind otherwise, String what) {
    if (e instanceof OutboundException known) {
      return known;
    }
    if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      return new OutboundException(Kind.INTERRUPTED, "request to \"" + host + "\" was interrupted");
    }
    if (passed() || e instanceof SocketTimeoutException) {
      return timedOut(what);
    }
    if (e instanceof SSLException && otherwise == Kind.UNREACHABLE) {
      return untrusted();
    }
    return new OutboundException(otherwise, "\"" + host + "\" failed " + what);
  }

  private OutboundException untrusted() {
    return new OutboundException(
        Kind.TLS, "no trusted TLS connection to \"" + host + "\"; check its certificate");
  }

  private OutboundException timedOut(String what) {
    return new OutboundException(Kind.TIMEOUT, "\"" + host + "\" was too slow " + what);
  }
}
