@NullMarked
package dev.connectedlenses.cli.api;

import org.jspecify.annotations.NullMarked;
