package dev.connectedlenses.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectedlenses.testkit.Property;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ranges against a plain count of what is in both. */
final class RowRangeTest {

  private static final int ROWS = 40;

  private record Two(RowRange one, RowRange other) {}

  private static RowRange range(RandomGenerator random) {
    @Nullable Long limit = random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(ROWS));
    return new RowRange(random.nextInt(ROWS), limit);
  }

  private static boolean holds(RowRange range, int row) {
    Long limit = range.limit();
    return row >= range.offset() && (limit == null || row < range.offset() + limit);
  }

  @Test
  void whatIsInBoth() {
    Property.forAll(
        1,
        3_000,
        random -> new Two(range(random), range(random)),
        two -> {
          RowRange both = two.one().and(two.other());
          for (int row = 0; row < 2 * ROWS; row++) {
            assertThat(holds(both, row))
                .as("row %d", row)
                .isEqualTo(holds(two.one(), row) && holds(two.other(), row));
          }
        });
  }

  @Test
  void all() {
    RowRange some = new RowRange(3, 4L);
    assertThat(RowRange.ALL.and(some)).isEqualTo(some);
    assertThat(some.and(RowRange.ALL)).isEqualTo(some);
  }

  @Test
  void endsBeyondTheLargestNumber() {
    RowRange far = new RowRange(Long.MAX_VALUE - 1, 100L);
    assertThat(far.and(RowRange.ALL).offset()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(far.and(new RowRange(0, 5L)).limit()).isZero();
  }

  @Test
  void atMost() {
    assertThat(new RowRange(3, 4L).atMost(2L)).isEqualTo(new RowRange(3, 2L));
    assertThat(new RowRange(3, 4L).atMost(9L)).isEqualTo(new RowRange(3, 4L));
    assertThat(new RowRange(3, null).atMost(9L)).isEqualTo(new RowRange(3, 9L));
    assertThat(new RowRange(3, 4L).atMost(null)).isEqualTo(new RowRange(3, 4L));
  }
}
