/**
 * Answers: what is in a release, and under which licences? Programs of the build ({@code -Prelease}), and the tests of what
 * it leaves in {@code target/release}. Not a room of the product.
 */
@NullMarked
package dev.sdpmcp.release;

import org.jspecify.annotations.NullMarked;
