@NullMarked
package dev.connectedlenses.cli.local;

import org.jspecify.annotations.NullMarked;
