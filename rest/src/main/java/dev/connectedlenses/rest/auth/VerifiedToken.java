package dev.connectedlenses.rest.auth;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A token whose signature and claims hold: its claims, and the role it names, if any. */
public record VerifiedToken(ObjectNode claims, @Nullable String role) {}
