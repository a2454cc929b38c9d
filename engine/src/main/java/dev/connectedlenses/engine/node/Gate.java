package dev.connectedlenses.engine.node;

import java.time.Duration;

/** What a person has to approve before a call that costs money. */
public record Gate(String name, String reason, Duration limit) {}
