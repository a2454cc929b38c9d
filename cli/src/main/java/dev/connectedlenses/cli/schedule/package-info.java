@NullMarked
package dev.connectedlenses.cli.schedule;

import org.jspecify.annotations.NullMarked;
