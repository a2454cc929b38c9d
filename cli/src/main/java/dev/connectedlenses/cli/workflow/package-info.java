@NullMarked
package dev.connectedlenses.cli.workflow;

import org.jspecify.annotations.NullMarked;
