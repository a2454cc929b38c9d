/**
 * Cron expressions and when they fire. Pure: the clock is an argument, nothing is read or written,
 * so that the server, the command line and the tests give the same answer.
 */
@NullMarked
package dev.connectedlenses.calendar;

import org.jspecify.annotations.NullMarked;
