package dev.sdpmcp.desk.module.engine;

/** What a field of a module holds: it decides how the field is given, sent, filtered and shown. */
public enum FieldType {
    /** One line of text. */
    TEXT,
    /** A text with markup: HTML in the API, Markdown in tools. */
    HTML,
    /** A record of reference data, by name. */
    LOOKUP,
    /** A technician. */
    TECHNICIAN,
    /** Any user, who may ask for help. */
    REQUESTER,
    /** A point in time; a date alone means the beginning of that day. */
    MOMENT,
    /** A point in time until which something lasts; a date alone means the end of that day. */
    DEADLINE,
    /** True or false. */
    FLAG,
    /** A whole number. */
    NUMBER,
    /** One of a few words of the API. */
    CHOICE,
    /** Time spent, in minutes. */
    DURATION,
    /** The additional fields of a site, by name. */
    ADDITIONAL,
    /** The names of several things, such as attached files; only shown. */
    NAMES;

    /** Whether it is a point in time. */
    boolean isTime() {
        return this == MOMENT || this == DEADLINE;
    }
}
