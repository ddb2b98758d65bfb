/**
 * What can a model do with requests, the tickets of the help desk?
 *
 * <p>{@code reading} lists and shows them, {@code writing} makes and changes them; here lies what both need: how a
 * request is named and found. Uses {@code desk.metadata}, {@code desk.people} and the shared words of {@code desk}.
 */
@NullMarked
package dev.sdpmcp.desk.request;

import org.jspecify.annotations.NullMarked;
