@NullMarked
package dev.connectedlenses.cli.out;

import org.jspecify.annotations.NullMarked;
