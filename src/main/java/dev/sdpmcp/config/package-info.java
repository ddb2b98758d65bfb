/** See the class documentation. */
@NullMarked
package dev.sdpmcp.config;

import org.jspecify.annotations.NullMarked;
