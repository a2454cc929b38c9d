package dev.connectedlenses.server.http;

/**
 * More of the system's threads for virtual ones than there are processors. The scheduler of virtual
 * threads serves one of its queues until that is empty; when each of its threads serves the queue
 * of new requests, whoever waits for the database is not woken for as long as requests come, and
 * whoever copies a large answer keeps all others from a processor. The system shares processors out
 * among its threads by time instead.
 */
public final class Carriers {

  private static final String COUNT = "jdk.virtualThreadScheduler.parallelism";
  private static final int FOR_EACH = 4;

  private Carriers() {}

  /**
   * Asks for them, unless somebody has asked for another number; to be called before the first
   * virtual thread of the process is made.
   */
  public static void moreThanProcessors() {
    if (System.getProperty(COUNT) == null) {
      int processors = Runtime.getRuntime().availableProcessors();
      System.setProperty(COUNT, Integer.toString(FOR_EACH * processors));
    }
  }
}
