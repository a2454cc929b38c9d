package dev.connectedlenses.rest.request;

import java.util.regex.Pattern;

/** A time zone written as its distance from UTC: {@code +05:30}, {@code -07}, {@code +0200}. */
public final class UtcOffset {

  private static final Pattern FORM = Pattern.compile("[+-](0\\d|1[0-4])(:?[0-5]\\d)?");

  private UtcOffset() {}

  /** Whether this is one. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** The same as a zone of PostgreSQL, which counts hours to the west, as POSIX does. */
  public static String zone(String offset) {
    String digits = offset.substring(1).replace(":", "");
    String hours = digits.substring(0, 2);
    String minutes = digits.length() == 4 ? digits.substring(2) : "00";
    char sign = offset.charAt(0);
    return "<" + sign + hours + minutes + ">" + (sign == '+' ? '-' : '+') + hours + ":" + minutes;
  }
}
