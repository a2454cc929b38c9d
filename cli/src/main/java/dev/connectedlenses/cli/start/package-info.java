/** What makes the command line start quickly: prepared once after a build, by the launcher. */
@NullMarked
package dev.connectedlenses.cli.start;

import org.jspecify.annotations.NullMarked;
