@NullMarked
package dev.connectedlenses.engine.team;

import org.jspecify.annotations.NullMarked;
