@NullMarked
package dev.connectedlenses.cli.run;

import org.jspecify.annotations.NullMarked;
