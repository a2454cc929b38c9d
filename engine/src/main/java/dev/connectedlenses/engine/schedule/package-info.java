/** What starts runs without a person: the clock, and what happened to other runs. */
@NullMarked
package dev.connectedlenses.engine.schedule;

import org.jspecify.annotations.NullMarked;
