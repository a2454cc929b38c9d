package dev.connectedlenses.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the code under test says it has done, for a test to wait for, in order. */
public final class Signal<T> {

  private final String name;
  private final LinkedBlockingQueue<T> values = new LinkedBlockingQueue<>();

  /**
   * A signal without values yet.
   *
   * @param name for the message of a test that waited in vain
   */
  public Signal(String name) {
    this.name = name;
  }

  /** Says it. */
  public void emit(T value) {
    values.add(value);
  }

  /** The next value; waits for it. */
  public T await() {
    return await(Await.DEADLINE);
  }

  /** The next value; waits for it as long as given. */
  public T await(Duration deadline) {
    try {
      T value = values.poll(deadline.toNanos(), TimeUnit.NANOSECONDS);
      if (value == null) {
        throw new AssertionError(
            "signal \"" + name + "\" did not come in " + deadline.toMillis() + " ms");
      }
      return value;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for signal \"" + name + "\"", e);
    }
  }

  /** The next values, as many as given; waits for each. */
  public List<T> await(int count) {
    List<T> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(await());
    }
    return all;
  }

  /** What has been said and not been awaited; does not wait. */
  public List<T> drain() {
    List<T> all = new ArrayList<>();
    values.drainTo(all);
    return all;
  }
}
