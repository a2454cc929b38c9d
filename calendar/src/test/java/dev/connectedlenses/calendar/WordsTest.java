package dev.connectedlenses.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *            | every minute, every day",
        "*/15 * * * *         | every 15 minutes, every day",
        "@hourly              | every hour, every day",
        "*/7 * * * *          | every hour at minute 0, 7, 14, 21, 28, 35, 42, 49, 56, every day",
        "5,35 * * * *         | every hour at minute 5, 35, every day",
        "30 2 * * *           | at 02:30, every day",
        "0 9,17 * * mon-fri   | at 09:00, 17:00, on Monday to Friday",
        "*/20 8-18 * * *      | every 20 minutes, in hour 8 to 18, every day",
        "* 2 * * *            | every minute, in hour 2, every day",
        "0 0 1,15 * *         | at 00:00, on day 1, 15 of the month",
        "0 0 13 * fri         | at 00:00, on day 13 of the month and also on Friday",
        "0 0 * * sat,sun      | at 00:00, on Sunday, Saturday",
        "@yearly              | at 00:00, on day 1 of the month, in January",
        "0 6 * 6-8,12 *       | at 06:00, every day, in June to August, December"
      })
  void saysIt(String expression, String words) {
    assertThat(Words.of(CronExpression.parse(expression))).isEqualTo(words);
  }
}
