package dev.connectedlenses.engine.tool;

import java.math.BigDecimal;
import java.math.MathContext;

/** Sums in the usual notation: numbers, + - * / % ^ and parentheses, with 34 digits. */
final class Sums {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_DEPTH = 50;
  private static final int MAX_POWER = 999;

  private final String text;
  private int at;
  private int depth;

  private Sums(String text) {
    this.text = text;
  }

  static BigDecimal of(String text) throws ToolException {
    if (text.length() > MAX_LENGTH) {
      throw bad("it has more than " + MAX_LENGTH + " characters");
    }
    Sums sums = new Sums(text);
    try {
      BigDecimal value = sums.sum();
      if (sums.peek() != 0) {
        throw bad("nothing is expected at \"" + text.substring(sums.at) + "\"");
      }
      return value;
    } catch (ArithmeticException e) {
      throw bad(e.getMessage() + "");
    }
  }

  private static ToolException bad(String why) {
    return new ToolException(ToolException.Kind.INVALID, "the sum cannot be worked out: " + why);
  }

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private boolean take(char wanted) {
    boolean there = peek() == wanted;
    if (there) {
      at++;
    }
    return there;
  }

  private BigDecimal sum() throws ToolException {
    if (++depth > MAX_DEPTH) {
      throw bad("it is nested too deeply");
    }
    BigDecimal value = product();
    while (true) {
      if (take('+')) {
        value = value.add(product(), MathContext.DECIMAL128);
      } else if (take('-')) {
        value = value.subtract(product(), MathContext.DECIMAL128);
      } else {
        depth--;
        return value;
      }
    }
  }

  private BigDecimal product() throws ToolException {
    BigDecimal value = power();
    while (true) {
      if (take('*')) {
        value = value.multiply(power(), MathContext.DECIMAL128);
      } else if (take('/')) {
        value = value.divide(notZero(power()), MathContext.DECIMAL128);
      } else if (take('%')) {
        value = value.remainder(notZero(power()), MathContext.DECIMAL128);
      } else {
        return value;
      }
    }
  }

  private static BigDecimal notZero(BigDecimal divisor) throws ToolException {
    if (divisor.signum() == 0) {
      throw bad("it divides by zero");
    }
    return divisor;
  }

  private static int exponent(BigDecimal value) throws ToolException {
    if (value.stripTrailingZeros().scale() > 0 || value.abs().intValue() > MAX_POWER) {
      throw bad("a power is a whole number up to " + MAX_POWER);
    }
    return value.intValueExact();
  }

  private BigDecimal power() throws ToolException {
    if (take('-')) {
      return power().negate();
    }
    BigDecimal base = atom();
    if (!take('^')) {
      return base;
    }
    int times = exponent(power());
    BigDecimal value = base.pow(Math.abs(times), MathContext.DECIMAL128);
    return times < 0 ? BigDecimal.ONE.divide(notZero(value), MathContext.DECIMAL128) : value;
  }

  private BigDecimal atom() throws ToolException {
    if (take('(')) {
      BigDecimal value = sum();
      if (!take(')')) {
        throw bad("a parenthesis is not closed");
      }
      return value;
    }
    peek();
    int start = at;
    while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    try {
      return new BigDecimal(text.substring(start, at));
    } catch (NumberFormatException e) {
      throw bad("a number is expected at \"" + text.substring(start) + "\"");
    }
  }
}
