/** Commands for assignments: who carries out which workflow, under which policies. */
@NullMarked
package dev.connectedlenses.cli.assign;

import org.jspecify.annotations.NullMarked;
