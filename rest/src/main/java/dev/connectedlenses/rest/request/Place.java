package dev.connectedlenses.rest.request;

/**
 * Where a client's value stands in a request: its number among the {@link Values}. Trees and plans
 * hold places only, so requests that differ in values alone share one plan, and no printer ever
 * sees a value.
 */
public record Place(int number) {}
