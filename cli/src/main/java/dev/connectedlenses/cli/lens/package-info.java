@NullMarked
package dev.connectedlenses.cli.lens;

import org.jspecify.annotations.NullMarked;
