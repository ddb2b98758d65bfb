/** What is a module of the desk, and what is in it? Definitions, records, reading and rendering of values; may use {@code wire} only, knows neither HTTP nor the modules themselves. */
@NullMarked
package dev.sdpmcp.simulator.model;

import org.jspecify.annotations.NullMarked;
