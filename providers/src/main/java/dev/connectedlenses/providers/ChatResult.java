package dev.connectedlenses.providers;

import org.jspecify.annotations.Nullable;

/**
 * A finished answer: its text, the tokens as the provider counted them, why it ended ({@code stop},
 * {@code length}, {@code content_filter} or the provider's own word) and which model really served
 * it.
 */
public record ChatResult(
    String text,
    long inputTokens,
    long outputTokens,
    String finishReason,
    @Nullable String servedModel) {}
