/**
 * The {@code list_info} grammar: which rows a list shows, and in which order. Knows no particular module and no
 * HTTP.
 */
@NullMarked
package dev.sdpmcp.simulator.listing;

import org.jspecify.annotations.NullMarked;
