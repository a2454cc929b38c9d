package dev.connectedlenses.database;

import dev.connectedlenses.testkit.TcpProxy;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the round trips of a PostgreSQL client: each ends with one Sync or simple Query. */
final class SyncCounter implements TcpProxy.Tap {

  private static final int HEADER = 5;

  private final AtomicInteger trips = new AtomicInteger();
  private final Map<Integer, ByteArrayOutputStream> unread = new ConcurrentHashMap<>();

  int trips() {
    return trips.get();
  }

  @Override
  public void heard(int connection, byte[] bytes) {
    boolean first = !unread.containsKey(connection);
    ByteArrayOutputStream rest =
        unread.computeIfAbsent(connection, c -> new ByteArrayOutputStream());
    rest.writeBytes(bytes);
    ByteBuffer buffer = ByteBuffer.wrap(rest.toByteArray());
    if (first) {
      // the startup message has no type byte
      buffer.position(buffer.getInt(0));
    }
    while (buffer.remaining() >= HEADER
        && buffer.remaining() > buffer.getInt(buffer.position() + 1)) {
      byte type = buffer.get(buffer.position());
      if (type == 'S' || type == 'Q') {
        trips.incrementAndGet();
      }
      buffer.position(buffer.position() + 1 + buffer.getInt(buffer.position() + 1));
    }
    rest.reset();
    rest.write(buffer.array(), buffer.position(), buffer.remaining());
  }
}
