package dev.connectedlenses.server.vault;

import java.util.List;
import java.util.UUID;

/** What one row is for, and its secrets, opened, the newest first. */
public record OpenedPair(UUID subject, List<byte[]> secrets) {}
