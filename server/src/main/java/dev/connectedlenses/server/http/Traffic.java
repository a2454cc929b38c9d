package dev.connectedlenses.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts answers: how many of each class of status, and how long they took. */
public final class Traffic {
  /** Upper bounds of the classes of time, in milliseconds. */
  static final List<Long> BOUNDS =
      List.of(1L, 2L, 5L, 10L, 25L, 50L, 100L, 250L, 500L, 1_000L, 2_500L, 5_000L, 10_000L);

  private static final int CLASSES = 6;

  private final List<LongAdder> byStatus = adders(CLASSES);
  private final List<LongAdder> byTime = adders(BOUNDS.size() + 1);
  private final LongAdder nanos = new LongAdder();

  private static List<LongAdder> adders(int count) {
    return Stream.generate(LongAdder::new).limit(count).toList();
  }

  void count(int status, long took) {
    byStatus.get(Math.clamp(status / 100, 0, CLASSES - 1)).increment();
    nanos.add(took);
    long millis = TimeUnit.NANOSECONDS.toMillis(took);
    int place = 0;
    while (place < BOUNDS.size() && millis >= BOUNDS.get(place)) {
      place++;
    }
    byTime.get(place).increment();
  }

  /** How many answers had a status of this hundred: 2 for 200 to 299. */
  public long answers(int hundred) {
    return byStatus.get(hundred).sum();
  }

  /** How many answers took less than a bound, for each bound, and at last how many there are. */
  public List<Bucket> times() {
    List<Bucket> buckets = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < byTime.size(); i++) {
      sum += byTime.get(i).sum();
      double bound = i < BOUNDS.size() ? BOUNDS.get(i) / 1e3 : Double.POSITIVE_INFINITY;
      buckets.add(new Bucket(bound, sum));
    }
    return buckets;
  }

  /** Answers that took less than so many seconds. */
  public record Bucket(double seconds, long answers) {}

  /** The time all answers took together, in seconds. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }
}
