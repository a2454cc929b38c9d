package dev.connectedlenses.server.http;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** A signed-in user: whom the verified access token names, its claims, and until when it holds. */
public record Caller(UUID userId, String role, ObjectNode claims, Instant expiresAt) {}
