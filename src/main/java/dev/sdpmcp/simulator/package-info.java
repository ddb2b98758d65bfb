/**
 * The demo desk: which answers would Zoho OAuth and the ServiceDesk Plus Cloud v3 API give?
 *
 * <p>A plain Java program of its own (JDK HTTP server and Jackson), packaged as {@code sdp-simulator.jar}. It may use nothing of the
 * other rooms of sdp-mcp and nothing of Jakarta, and no class of it is deployed with the server: whoever talks to it does so over HTTP, as
 * with the real thing. Its own rooms, from the bottom up:
 *
 * <ul>
 *   <li>{@code wire}: envelope, inner codes, failures
 *   <li>{@code model}: what a module is, the records, reading and rendering of values
 *   <li>{@code listing}: the {@code list_info} grammar
 *   <li>{@code module}: requests, notes, tasks, people, setup data: one class each
 *   <li>{@code oauth}, {@code api}, {@code backdoor}: the three groups of addresses
 *   <li>{@code fault}, {@code http}: faults on order, and the door itself
 *   <li>{@code seed}: the data that a fresh desk starts with
 * </ul>
 */
@NullMarked
package dev.sdpmcp.simulator;

import org.jspecify.annotations.NullMarked;
