/** The record of updates. */
@NullMarked
package dev.sdpmcp.history;

import org.jspecify.annotations.NullMarked;
