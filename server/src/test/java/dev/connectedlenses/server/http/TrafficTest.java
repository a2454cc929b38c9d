package dev.connectedlenses.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers are counted in the class they belong to. */
final class TrafficTest {

  @ParameterizedTest
  @CsvSource({"100,1", "200,2", "204,2", "299,2", "301,3", "404,4", "499,4", "500,5", "503,5"})
  void statusesByTheirHundred(int status, int hundred) {
    Traffic traffic = new Traffic();
    traffic.count(status, 1);
    for (int other = 0; other <= 5; other++) {
      assertThat(traffic.answers(other)).isEqualTo(other == hundred ? 1 : 0);
    }
  }

  @ParameterizedTest
  @CsvSource({"-7,0", "0,0", "999,5"})
  void statusesThatAreNoneDoNoHarm(int status, int hundred) {
    Traffic traffic = new Traffic();
    traffic.count(status, 1);
    assertThat(traffic.answers(hundred)).isEqualTo(1);
  }

  /** A bound counts what took less, so that an answer of exactly 5 ms is not under 5 ms. */
  @ParameterizedTest
  @CsvSource({"0,0.001", "999,0.001", "1000,0.002", "4999,0.005", "5000,0.01", "9999999,10"})
  void timesByTheFirstBoundAbove(long micros, double bound) {
    Traffic traffic = new Traffic();
    traffic.count(200, TimeUnit.MICROSECONDS.toNanos(micros));
    for (Traffic.Bucket bucket : traffic.times()) {
      assertThat(bucket.answers()).as("%s", bucket).isEqualTo(bucket.seconds() >= bound ? 1 : 0);
    }
  }

  @Test
  void theLastBucketHoldsAll() {
    Traffic traffic = new Traffic();
    traffic.count(200, TimeUnit.SECONDS.toNanos(11));
    traffic.count(500, TimeUnit.MILLISECONDS.toNanos(7));
    List<Traffic.Bucket> times = traffic.times();
    assertThat(times.getLast()).isEqualTo(new Traffic.Bucket(Double.POSITIVE_INFINITY, 2));
    assertThat(times.get(times.size() - 2).answers()).isEqualTo(1);
    assertThat(traffic.seconds()).isEqualTo(11.007);
  }

  @Test
  void bucketsNeverShrinkAndAgreeWithTheStatuses() {
    Traffic traffic = new Traffic();
    Property.forAll(
        5,
        500,
        random -> random.nextLong(20_000_000_000L),
        nanos -> {
          traffic.count(200 + (int) (nanos % 400), nanos);
          List<Long> counts = traffic.times().stream().map(Traffic.Bucket::answers).toList();
          assertThat(counts).isSorted();
          long all = 0;
          for (int hundred = 0; hundred <= 5; hundred++) {
            all += traffic.answers(hundred);
          }
          assertThat(counts.getLast()).isEqualTo(all);
        });
  }
}
