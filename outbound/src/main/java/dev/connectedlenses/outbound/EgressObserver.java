package dev.connectedlenses.outbound;

/** Reads everything that leaves the process, for ledgers, logs and metrics. Must not block. */
@FunctionalInterface
public interface EgressObserver {
  void on(EgressEvent event);

  static EgressObserver none() {
    return event -> {};
  }
}
