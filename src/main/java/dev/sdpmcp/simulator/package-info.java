/** See the class documentation. */
@NullMarked
package dev.sdpmcp.simulator;

import org.jspecify.annotations.NullMarked;
