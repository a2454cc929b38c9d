package dev.connectedlenses.rest;

/** Where the data API goes further than PostgREST; each switch stands alone. */
public record Extensions(
    boolean sqlstateStatus,
    boolean crossSchemaEmbedding,
    boolean etags,
    boolean cursors,
    boolean openApi31,
    boolean remedies) {

  /** PostgREST to the letter. */
  public static final Extensions NONE = new Extensions(false, false, false, false, false, false);

  /** Every extension. */
  public static final Extensions ALL = new Extensions(true, true, true, true, true, true);
}
