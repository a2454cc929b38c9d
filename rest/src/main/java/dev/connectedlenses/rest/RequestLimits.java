package dev.connectedlenses.rest;

/**
 * How large one request and its answer may be, how many may be under way, and what guests may ask;
 * every number is an inclusive maximum.
 *
 * @param perMinute how many requests one caller may send in a minute, at once or one by one
 */
public record RequestLimits(
    RequestSize size, Json json, Crowd crowd, long answerBytes, Guests guests, int perMinute) {

  /** How a JSON body may be made: levels, digits of a number, and tokens in all. */
  public record Json(int depth, int digits, long tokens) {}

  /** No limit but the machine's. */
  public static final RequestLimits UNLIMITED =
      new RequestLimits(
          RequestSize.UNLIMITED,
          new Json(1000, 100_000, Long.MAX_VALUE),
          Crowd.UNLIMITED,
          Long.MAX_VALUE,
          Guests.LIKE_OTHERS,
          Integer.MAX_VALUE);

  /** What a public server should admit. */
  public static final RequestLimits STRICT =
      new RequestLimits(
          RequestSize.STRICT,
          new Json(64, 100, 100_000),
          Crowd.of(16),
          16L * 1024 * 1024,
          new Guests(false, 10_000),
          12_000);

  /** The same for another crowd. */
  public RequestLimits withCrowd(Crowd other) {
    return new RequestLimits(size, json, other, answerBytes, guests, perMinute);
  }

  /** The same for other sizes of answers and other guests. */
  public RequestLimits with(long bytes, Guests others) {
    return new RequestLimits(size, json, crowd, bytes, others, perMinute);
  }

  /** The same for callers who ask more or less often. */
  public RequestLimits withRate(int requestsPerMinute) {
    return new RequestLimits(size, json, crowd, answerBytes, guests, requestsPerMinute);
  }
}
