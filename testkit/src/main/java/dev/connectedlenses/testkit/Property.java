package dev.connectedlenses.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Checks a statement on many generated values; a failure names the seed that repeats it alone. */
public final class Property {

  /** Makes a value from nothing but the given randomness. */
  @FunctionalInterface
  public interface Gen<T> {
    /** The next value. */
    T next(RandomGenerator random);
  }

  /** Throws if the statement does not hold for the value. */
  @FunctionalInterface
  public interface Check<T> {
    /** Checks one value. */
    void check(T value) throws Exception;
  }

  private Property() {}

  /**
   * Checks {@code cases} values. The first is made from {@code seed} itself, so that {@code
   * forAll(failingSeed, 1, …)} repeats a reported failure.
   */
  public static <T> void forAll(long seed, int cases, Gen<T> gen, Check<T> check) {
    SplittableRandom seeds = new SplittableRandom(seed);
    long caseSeed = seed;
    for (int number = 1; number <= cases; number++) {
      T value = gen.next(new SplittableRandom(caseSeed));
      try {
        check.check(value);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "case %d of %d failed; repeat it with Property.forAll(%dL, 1, …); value: %s; %s"
                .formatted(number, cases, caseSeed, shown(value), e.getMessage()),
            e);
      }
      caseSeed = seeds.nextLong();
    }
  }

  private static String shown(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…";
  }
}
