@NullMarked
package dev.connectedlenses.rest;

import org.jspecify.annotations.NullMarked;
