@NullMarked
package dev.connectedlenses.cli;

import org.jspecify.annotations.NullMarked;
