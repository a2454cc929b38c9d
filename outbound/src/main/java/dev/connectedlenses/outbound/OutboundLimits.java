package dev.connectedlenses.outbound;

import java.time.Duration;

/**
 * What an exchange may take: time to connect (with TLS), to the first byte of the response, between
 * two bytes and in all; bytes of the body; lines and bytes of the head; redirects.
 */
public record OutboundLimits(
    Duration connect,
    Duration firstByte,
    Duration idle,
    Duration total,
    long bodyBytes,
    int headerCount,
    int headerBytes,
    int redirects) {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** The usual caps around a total time; nothing inside may take longer than the whole. */
  public static OutboundLimits within(Duration total) {
    return new OutboundLimits(
        shorter(CONNECT, total), total, shorter(IDLE, total), total, 16 << 20, 100, 32 << 10, 3);
  }

  public OutboundLimits withBodyBytes(long bytes) {
    return new OutboundLimits(
        connect, firstByte, idle, total, bytes, headerCount, headerBytes, redirects);
  }

  public OutboundLimits withIdle(Duration time) {
    return new OutboundLimits(
        connect,
        firstByte,
        shorter(time, total),
        total,
        bodyBytes,
        headerCount,
        headerBytes,
        redirects);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
