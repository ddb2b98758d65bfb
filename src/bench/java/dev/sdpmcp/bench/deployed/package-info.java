/**
 * What the benchmark adds to its copy of the WAR: a tool without work and a bare resource to compare with. Never part of
 * the WAR that is shipped.
 */
@NullMarked
package dev.sdpmcp.bench.deployed;

import org.jspecify.annotations.NullMarked;
