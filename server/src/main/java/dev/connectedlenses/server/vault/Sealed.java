package dev.connectedlenses.server.vault;

/**
 * A secret at rest in two parts, so that another master key can take over without touching the
 * secret itself.
 *
 * @param ciphertext the secret under a data key of its own
 * @param wrappedKey that data key under a master key
 * @param sealer the master key's name
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Sealed(byte[] ciphertext, byte[] wrappedKey, String sealer) {}
