package dev.connectedlenses.server.http;

import dev.connectedlenses.rest.Impatience;
import dev.connectedlenses.rest.Pillory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Addresses from which requests go over a limit again and again: they wait for each further
 * refusal. Only refusals for going over a limit wait; who keeps to the limits is not touched by
 * what others at the same address do. Only so many are remembered; the one that was refused longest
 * ago is forgotten first.
 */
final class OverLimits {

  private static final int ADDRESSES = 10_000;

  /** What a client that is still being written may try in a row. */
  private static final int TOLERATED = 20;

  private final Pillory pillory;
  private final LongSupplier nanos;
  private final Map<String, Impatience> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Impatience> eldest) {
          return size() > ADDRESSES;
        }
      };

  OverLimits(Pillory pillory, LongSupplier nanos) {
    this.pillory = pillory;
    this.nanos = nanos;
  }

  /**
   * Keeps a request of this address that is refused now, if it is one of many.
   *
   * @return whether it was kept
   */
  boolean keep(String address) {
    long now = nanos.getAsLong();
    return pillory.keep(of(Network.of(address), now), now);
  }

  private Impatience of(String address, long now) {
    synchronized (known) {
      return known.computeIfAbsent(address, _ -> new Impatience(now, TOLERATED));
    }
  }

  /** How many addresses are remembered. */
  int remembered() {
    synchronized (known) {
      return known.size();
    }
  }
}
