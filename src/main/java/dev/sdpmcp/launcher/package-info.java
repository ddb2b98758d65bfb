/** See the class documentation. */
@NullMarked
package dev.sdpmcp.launcher;

import org.jspecify.annotations.NullMarked;
