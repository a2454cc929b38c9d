package dev.connectedlenses.cli.out;

/** How a result is printed; the names are the values of {@code --output}. */
public enum Format {
  table,
  wide,
  json,
  jsonl,
  yaml,
  name,
  md
}
