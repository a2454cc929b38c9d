package dev.connectedlenses.server.hooks;

import dev.connectedlenses.server.vault.Sealed;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook with its sealed secrets; the one before the newest is null until there are two. */
record StoredHook(UUID id, UUID workflow, Sealed newest, @Nullable Sealed previous) {}
