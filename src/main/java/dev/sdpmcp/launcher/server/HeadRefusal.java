package dev.sdpmcp.launcher.server;

import dev.sdpmcp.launcher.server.grizzly.Listeners.HeadRule;
import dev.sdpmcp.requesthead.RequestHead;
import java.util.Optional;
import java.util.function.Supplier;

/** Rule that refuses malformed request heads with a response of the application. Thread-safe. */
record HeadRefusal(Application application) implements HeadRule {

    private static final String END_OF_HEAD = "\r\n\r\n";

    /** Response while the application is not deployed. */
    private static final String WITHOUT_APPLICATION = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nContent-Length: %d" + END_OF_HEAD + "%s";

    private static final String BODY =
            "{\"error\":\"Bad request\",\"message\":\"The request cannot be read; look at its address, headers and length.\"}";

    @Override
    public Optional<String> refusal(String head, Supplier<String> peer) {
        Optional<RequestHead> read = RequestHead.parse(head);
        Optional<RequestHead.Flaw> flaw = read.isEmpty()
                ? Optional.of(RequestHead.Flaw.UNREADABLE)
                : read.get().flaw();
        return flaw.map(each -> answer(peer.get(), each, head));
    }

    /** The complete response, without its body for a HEAD request. */
    private String answer(String peer, RequestHead.Flaw flaw, String head) {
        String answer = application
                .refusalOf(peer, flaw)
                .orElseGet(() -> String.format(WITHOUT_APPLICATION, BODY.length(), BODY));
        return head.startsWith("HEAD ")
                ? answer.substring(0, answer.indexOf(END_OF_HEAD) + END_OF_HEAD.length())
                : answer;
    }
}
