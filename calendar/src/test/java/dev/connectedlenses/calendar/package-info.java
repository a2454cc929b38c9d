@NullMarked
package dev.connectedlenses.calendar;

import org.jspecify.annotations.NullMarked;
