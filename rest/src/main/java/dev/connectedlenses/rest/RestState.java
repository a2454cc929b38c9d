package dev.connectedlenses.rest;

/**
 * The data API at one moment.
 *
 * @param inside requests under way
 * @param waiting requests in line
 * @param turnedAway requests sent away since the start, because there were too many
 * @param readings how often settings and catalogs were read
 * @param failedReadings how often that failed and the old ones stayed
 */
public record RestState(
    int inside, int waiting, long turnedAway, long readings, long failedReadings) {}
