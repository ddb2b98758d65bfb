/**
 * Module definitions, records, reading and rendering of values. May use {@code setting} and {@code wire}; knows
 * neither HTTP nor the single modules.
 */
@NullMarked
package dev.sdpmcp.simulator.model;

import org.jspecify.annotations.NullMarked;
