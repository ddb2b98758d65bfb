package dev.sdpmcp.requesthead;

/** Why the head of a request is not served. The names travel between the launcher and the application as text. */
public enum HeadFlaw {
    /** The request line or a header line does not follow the grammar of HTTP/1.1. */
    UNREADABLE,
    /** The request target is no plain path, see {@link RequestTarget}. */
    PATH,
    /** The end of the body cannot be told for sure: a transfer coding other than chunked, two lengths, or both. */
    LENGTH,
    /** No host, more than one, or a port that is no port. */
    HOST
}
