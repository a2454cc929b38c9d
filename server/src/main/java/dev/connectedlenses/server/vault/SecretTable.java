package dev.connectedlenses.server.vault;

import java.util.UUID;

/**
 * A table whose rows hold two sealed secrets.
 *
 * @param subject the column that says what the secrets are for
 * @param purpose what they are for, before the value of that column
 */
public record SecretTable(String name, String subject, String purpose) {
  /** What the secrets of this subject are sealed for. */
  public String purposeOf(UUID id) {
    return purpose + " " + id;
  }
}
