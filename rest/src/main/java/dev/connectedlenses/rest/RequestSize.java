package dev.connectedlenses.rest;

/** How long the parts of a request may be. */
public record RequestSize(
    int queryLength,
    int bodyBytes,
    int embedDepth,
    int embeds,
    int columns,
    int filters,
    int logicDepth,
    int inItems,
    int orderTerms) {

  private static final int ANY = Integer.MAX_VALUE;

  static final RequestSize UNLIMITED = new RequestSize(ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY, ANY);

  static final RequestSize STRICT =
      new RequestSize(8 * 1024, 1024 * 1024, 5, 12, 200, 50, 10, 1000, 10);
}
