/**
 * Answers: which libraries are in a release, and under which licences? Programs of the build ({@code -Prelease}). Not a
 * room of the product.
 */
@NullMarked
package dev.sdpmcp.release;

import org.jspecify.annotations.NullMarked;
