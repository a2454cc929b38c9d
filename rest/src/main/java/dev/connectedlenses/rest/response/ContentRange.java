package dev.connectedlenses.rest.response;

import org.jspecify.annotations.Nullable;

/** Which rows of how many an answer holds, as the header says it. */
record ContentRange(long first, long rows, @Nullable Long total) {

  /** {@code first-last/total}, with stars for what is not there or not known. */
  String header() {
    boolean none = rows == 0 || (total != null && total == 0);
    String range = none ? "*" : first + "-" + (first + rows - 1);
    return range + "/" + (total == null ? "*" : total);
  }

  /** 200 for all rows, 206 for a part, 416 for a start behind the end. */
  int status() {
    if (total == null) {
      return 200;
    }
    if (first > total) {
      return 416;
    }
    return rows < total ? 206 : 200;
  }
}
