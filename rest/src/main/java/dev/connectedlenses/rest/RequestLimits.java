package dev.connectedlenses.rest;

/**
 * How large one request may be, and how many may be under way; every number is an inclusive
 * maximum.
 */
public record RequestLimits(
    int queryLength,
    int bodyBytes,
    int embedDepth,
    int embeds,
    int columns,
    int filters,
    int logicDepth,
    int inItems,
    int orderTerms,
    Crowd crowd) {

  /** No limit but the machine's. */
  public static final RequestLimits UNLIMITED =
      new RequestLimits(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Crowd.UNLIMITED);

  /** What a public server should admit. */
  public static final RequestLimits STRICT =
      new RequestLimits(8 * 1024, 1024 * 1024, 5, 12, 200, 50, 10, 1000, 10, Crowd.of(16));

  /** The same for another crowd. */
  public RequestLimits withCrowd(Crowd other) {
    return new RequestLimits(
        queryLength,
        bodyBytes,
        embedDepth,
        embeds,
        columns,
        filters,
        logicDepth,
        inItems,
        orderTerms,
        other);
  }
}
