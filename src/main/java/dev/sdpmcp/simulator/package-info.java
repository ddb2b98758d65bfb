/**
 * Simulator of Zoho OAuth and the ServiceDesk Plus Cloud v3 API.
 *
 * <p>A separate plain Java program (JDK HTTP server and Jackson), packaged as {@code sdp-simulator.jar}. It may use
 * nothing of the other rooms of sdp-mcp and nothing of Jakarta, and no class of it is deployed with the server:
 * clients use it over HTTP, like the real API. Its rooms, from the bottom up:
 *
 * <ul>
 *   <li>{@code wire}: envelope, inner codes, failures
 *   <li>{@code model}: module definitions, records, reading and rendering of values
 *   <li>{@code listing}: the {@code list_info} grammar
 *   <li>{@code module}: requests, problems, changes, notes, tasks, people, setup data: one class each
 *   <li>{@code oauth}, {@code api}: the groups of addresses; {@code http}: the HTTP listener
 *   <li>{@code setting}, {@code tenant}: switches and clock; the portal with its tokens, limits, faults and initial data
 * </ul>
 */
@NullMarked
package dev.sdpmcp.simulator;

import org.jspecify.annotations.NullMarked;
