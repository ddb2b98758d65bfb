/**
 * Short forms of longer text: an excerpt and a digest. Plain Java that uses no other room; every room may use it, and
 * the launcher does.
 */
@NullMarked
package dev.sdpmcp.text;

import org.jspecify.annotations.NullMarked;
