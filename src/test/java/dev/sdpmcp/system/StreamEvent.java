package dev.sdpmcp.system;

/** What arrives on an event stream. */
sealed interface StreamEvent {

    /** A named event with its data. */
    record Message(String name, String data) implements StreamEvent {}

    /** A comment: a keep-alive. */
    record Comment(String text) implements StreamEvent {}
}
