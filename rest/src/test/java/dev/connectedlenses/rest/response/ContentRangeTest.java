package dev.connectedlenses.rest.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rows of how many, and the status that follows from it. */
final class ContentRangeTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "0,3,-,0-2/*,200",
        "5,1,-,5-5/*,200",
        "0,0,-,*/*,200",
        "9,0,-,*/*,200",
        "0,3,3,0-2/3,200",
        "0,2,3,0-1/3,206",
        "2,1,3,2-2/3,206",
        "0,0,0,*/0,200",
        "3,0,3,*/3,206",
        "4,0,3,*/3,416",
        "1,0,0,*/0,416",
      })
  void headersAndStatuses(long first, long rows, @Nullable Long total, String header, int status) {
    ContentRange range = new ContentRange(first, rows, total);
    assertThat(range.header()).isEqualTo(header);
    assertThat(range.status()).isEqualTo(status);
  }
}
