package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61 * * * *          |  1 | `61` is no minute",
        "0 24 * * *          |  3 | `24` is no hour",
        "0 0 0 * *           |  5 | `0` is no day of the month",
        "0 0 32 * *          |  5 | `32` is no day of the month",
        "0 0 1 13 *          |  7 | `13` is no month",
        "0 0 1 0 *           |  7 | `0` is no month",
        "0 0 * * 8           |  9 | `8` is no day of the week",
        "0 0 * * fry         |  9 | `fry` is no day of the week",
        "0 0 * mon *         |  7 | `mon` is no month",
        "0,15,99 * * * *     |  6 | `99` is no minute",
        "0,,5 * * * *        |  3 | a value of the minute is missing",
        "0, * * * *          |  3 | a value of the minute is missing",
        "10-5 * * * *        |  1 | `10-5` goes backwards",
        "5-60 * * * *        |  3 | `60` is no minute",
        "1-2-3 * * * *       |  1 | `1-2-3` is no minute",
        "*-5 * * * *         |  1 | `*-5` is no minute",
        "** * * * *          |  1 | `**` is no minute",
        "-5 * * * *          |  1 | `-5` is no minute",
        "+5 * * * *          |  1 | `+5` is no minute",
        "*/0 * * * *         |  3 | `0` is no step of the minute",
        "*/90 * * * *        |  3 | `90` is no step of the minute",
        "*/x * * * *         |  3 | `x` is no step of the minute",
        "*/ * * * *          |  1 | `*/` is no minute",
        "0 */25 * * *        |  5 | `25` is no step of the hour",
        "0 0 L * *           |  5 | `L` is no day of the month",
        "0 0 15W * *         |  5 | `15W` is no day of the month",
        "0 0 ? * mon         |  5 | `?` is no day of the month",
        "0 0 * * mon#2       |  9 | `mon#2` is no day of the week",
        "001 * * * *         |  1 | `001` is no minute",
        "٣ * * * *           |  1 | `٣` is no minute",
        "0 0 30 feb *        |  5 | day 30 comes in none of these months, so it would never fire",
        "0 0 31 2,4,6,9,11 * |  5 | day 31 comes in none of these months, so it would never fire",
        "0 0 * *             |  8 | the day of the week is missing",
        "0                   |  2 | the hour is missing",
        "* * * * * *         | 11 | there are 6 fields instead of five; seconds and years have no place here",
        "0 0 1 1 * 2027 x    | 11 | there are 7 fields instead of five",
        "every day           | 10 | the day of the month is missing",
        "@reboot             |  1 | `@reboot` is no shorthand",
        "@every 5m           |  1 | `@every` is no shorthand",
        "@daily 5            |  8 | nothing follows @daily"
      })
  void saysWhereTheFaultIs(String text, int position, String message) {
    CronException fault = refused(text);
    assertThat(fault.position()).isEqualTo(position);
    assertThat(fault.getMessage())
        .isEqualTo("position " + position + ": " + message.replace('`', '"'));
    assertThat(fault.hint()).isNotBlank();
  }

  @Test
  void positionsCountTheBlanksThatWereWritten() {
    assertThat(refused("  0   0 * *    9").position()).isEqualTo(16);
    assertThat(refused("0\t0\t* *\t9").position()).isEqualTo(9);
    assertThat(refused("").position()).isEqualTo(1);
    assertThat(refused("   ").position()).isEqualTo(1);
    assertThat(refused("0 ".repeat(150)).position()).isEqualTo(201);
  }

  private static CronException refused(String text) {
    CronException fault =
        catchThrowableOfType(CronException.class, () -> CronExpression.parse(text));
    assertThat(fault).as("\"%s\" should be refused", text).isNotNull();
    return fault;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 9 * * mon-fri   | 0 9 * * 1-5",
        "0 9 * * MON-Fri   | 0 9 * * 1,2,3,4,5",
        "0 9 * * sat-sun   | 0 9 * * 0,6",
        "0 9 * * 6-7       | 0 9 * * 0,6",
        "0 9 * * 7         | 0 9 * * 0",
        "0 9 * * 0-7       | 0 9 * * 0-6",
        "0 9 * * 5-7/2     | 0 9 * * 5,0",
        "*/15 * * * *      | 0,15,30,45 * * * *",
        "5/15 * * * *      | 5,20,35,50 * * * *",
        "0-20/10 * * * *   | 0,10,20 * * * *",
        "0 0 1 jan,JUL *   | 0 0 1 1,7 *",
        "0 0 1 */3 *       | 0 0 1 1,4,7,10 *",
        "00 07 01 01 *     | 0 7 1 1 *",
        "@yearly           | 0 0 1 1 *",
        "@annually         | 0 0 1 1 *",
        "@monthly          | 0 0 1 * *",
        "@weekly           | 0 0 * * sun",
        "@daily            | 0 0 * * *",
        "@midnight         | 0 0 * * *",
        "@Hourly           | 0 * * * *"
      })
  void twoWaysToWriteOneThing(String one, String other) {
    assertThat(CronExpression.parse(one).sets()).isEqualTo(CronExpression.parse(other).sets());
  }

  @Test
  void aStarInTheHourMakesAnInterval() {
    assertThat(Stream.of("* * * * *", "*/5 * * * *", "30 * * * *", "0 */2 * * *", "@hourly"))
        .allMatch(text -> CronExpression.parse(text).isInterval());
    assertThat(Stream.of("30 2 * * *", "*/15 2 * * *", "0 0-23 * * *", "0 0,12 * * *", "@daily"))
        .noneMatch(text -> CronExpression.parse(text).isInterval());
  }

  @Test
  void restrictedDaysAreAlternatives() {
    List<Integer> thirteenthsOrFridays = days("0 0 13 * fri");
    assertThat(thirteenthsOrFridays).containsExactly(1, 8, 13, 15, 22, 29);
    assertThat(days("0 0 13 * *")).containsExactly(13);
    assertThat(days("0 0 * * fri")).containsExactly(1, 8, 15, 22, 29);
    assertThat(days("0 0 */10 * fri")).containsExactly(1, 8, 11, 15, 21, 22, 29, 31);
    assertThat(days("0 0 1-31 * fri")).hasSize(31);
    assertThat(days("0 0 * * *")).hasSize(31);
  }

  /** Days of January 2027, which begins on a Friday. */
  private static List<Integer> days(String text) {
    CronExpression expression = CronExpression.parse(text);
    LocalDate first = LocalDate.of(2027, 1, 1);
    return first
        .datesUntil(first.plusMonths(1))
        .filter(expression::fits)
        .map(LocalDate::getDayOfMonth)
        .toList();
  }
}
