/** Commands for decisions that wait for a person. */
@NullMarked
package dev.connectedlenses.cli.approval;

import org.jspecify.annotations.NullMarked;
