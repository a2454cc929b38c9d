package dev.connectedlenses.rest.request;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a filter compares with. */
public sealed interface Operation {

  /** An operator and a value, which the column's type will parse. */
  record Compare(Operator operator, @Nullable Quantifier quantifier, Place value)
      implements Operation {}

  /** Membership in a list. */
  record In(Place values) implements Operation {}

  /** A truth value or null. */
  record Is(Truth truth) implements Operation {}

  /** Inequality that knows null. */
  record IsDistinct(Place value) implements Operation {}

  /** Full-text search, perhaps with a named configuration. */
  record Search(SearchKind kind, @Nullable Place configuration, Place value) implements Operation {}

  /** Operators with a value on the right. */
  enum Operator {
    EQ,
    NEQ,
    GT,
    GTE,
    LT,
    LTE,
    LIKE,
    ILIKE,
    MATCH,
    IMATCH,
    CS,
    CD,
    OV,
    SL,
    SR,
    NXR,
    NXL,
    ADJ;

    /** The word used in requests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether {@code any} and {@code all} may follow. */
    public boolean quantifiable() {
      return switch (this) {
        case EQ, GT, GTE, LT, LTE, LIKE, ILIKE, MATCH, IMATCH -> true;
        case NEQ, CS, CD, OV, SL, SR, NXR, NXL, ADJ -> false;
      };
    }

    /** Whether the right side is a text whatever the column holds. */
    public boolean text() {
      return pattern() || this == MATCH || this == IMATCH;
    }

    /** Whether a star in the value means any text. */
    public boolean pattern() {
      return this == LIKE || this == ILIKE;
    }
  }

  /** How many values of a list must match. */
  enum Quantifier {
    ANY,
    ALL;

    /** The word used in requests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The right sides of {@code is}. */
  enum Truth {
    NULL,
    NOT_NULL,
    TRUE,
    FALSE,
    UNKNOWN;

    /** The word used in requests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How the words of a search are read. */
  enum SearchKind {
    FTS,
    PLFTS,
    PHFTS,
    WFTS;

    /** The word used in requests. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
