package dev.connectedlenses.engine.tool;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What came of a call by hand: completed, failed, or blocked where nobody knows. */
record ErrandEnd(String status, @Nullable JsonNode output, @Nullable String error) {}
