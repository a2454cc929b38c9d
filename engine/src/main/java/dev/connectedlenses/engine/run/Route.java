package dev.connectedlenses.engine.run;

/** Which provider and model answered a node's newest paid call. */
public record Route(String providerKey, String modelKey) {}
