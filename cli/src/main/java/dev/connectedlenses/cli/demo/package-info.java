@NullMarked
package dev.connectedlenses.cli.demo;

import org.jspecify.annotations.NullMarked;
