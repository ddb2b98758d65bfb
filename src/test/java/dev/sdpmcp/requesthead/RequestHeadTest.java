package dev.sdpmcp.requesthead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadTest {

    private static Optional<RequestHead.Flaw> flawIn(String head) {
        String text = head.replace("\n", "\r\n");
        return RequestHead.parse(text).map(RequestHead::flaw).orElse(Optional.of(RequestHead.Flaw.UNREADABLE));
    }

    private static Optional<RequestHead.Flaw> flawOf(String target) {
        return flawIn("GET " + target + " HTTP/1.1\nHost: localhost:3000\n\n");
    }

    private static Optional<RequestHead.Flaw> flawWith(String headers) {
        return flawIn("POST /messages HTTP/1.1\nHost: localhost\n" + headers.replace("|", "\n") + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sse",
                "/messages?sessionId=abc;def",
                "/health/ready",
                "/health?a=%zz",
                "/.well-known/oauth-protected-resource",
                "/~a/b_c/d!e$f&g'h(i)j*k+l,m=n:o@p",
                "/...",
                "/a..b/.c",
                "//sse",
                "/%73se",
                "/caf%C3%A9/%E2%82%AC/%f0%9f%98%80",
                "http://localhost:3000/sse",
                "HTTP://localhost",
                "https://[::1]:3000/sse?x",
            })
    void a_plain_path_is_served(String target) {
        assertThat(flawOf(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/%u0041",
                "/%",
                "/sessions%",
                "/a%4",
                "/a%4/b",
                "/%4g",
                "/%\u0664\u0661",
                "/%c0%af",
                "/%ff",
                "/%ed%a0%80",
                "/%e2%82",
                "/%00",
                "/sessions%00",
                "/%0d%0a",
                "/%7f",
                "/%c2%80",
                "/aaaaaaaaaaaaaaaaaaaa/..",
                "/health/..",
                "/../sse",
                "/./sse",
                "/.",
                "/a/./b",
                "/%2e%2e/sse",
                "/.%2E/sse",
                "/a/%2e",
                "/health;x/ready",
                "/health;",
                "/;/sse",
                "/health/..;/sessions",
                "/health%3bx/ready",
                "/health%2fready",
                "/health%5Cready",
                "/health%252fready",
                "/health\\ready",
                "/a\u0000b",
                "/a\u0001b",
                "/a\u007fb",
                "/caf\u00e9",
                "/a\"b",
                "/a<b>",
                "/a^b",
                "/a`b",
                "/a{b}",
                "/a|b",
                "/a#b",
                "sse",
                "?a",
                "*",
                "localhost:3000",
                "http:/sse",
                "http:///sse",
                "http://user@localhost/sse",
                "http://localhost/%zz",
                "http://localhost/a/..",
                "http://localhost:99999/sse",
                "httpx://localhost/sse",
                "ftp://localhost/sse",
            })
    void any_other_target_is_refused(String target) {
        assertThat(flawOf(target)).contains(RequestHead.Flaw.PATH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            nullValues = "none",
            value = {
                "Content-Length: 5!none",
                "content-length:5 !none",
                "Transfer-Encoding: chunked!none",
                "transfer-encoding: Chunked \t!none",
                "Transfer-Encoding: xchunked!LENGTH",
                "Transfer-Encoding: chunkedx!LENGTH",
                "Transfer-Encoding: identity!LENGTH",
                "Transfer-Encoding: chunked, identity!LENGTH",
                "Transfer-Encoding: identity, chunked!LENGTH",
                "Transfer-Encoding: gzip, chunked!LENGTH",
                "Transfer-Encoding: chunked|Transfer-Encoding: chunked!LENGTH",
                "Transfer-Encoding:!LENGTH",
                "Transfer-Encoding: \"chunked\"!LENGTH",
                "Transfer-Encoding: chunked;a=b!LENGTH",
                "Transfer-Encoding: chunked|Content-Length: 5!LENGTH",
                "Content-Length: 5|Transfer-Encoding: chunked!LENGTH",
                "Content-Length: 5|Content-Length: 5!LENGTH",
                "Content-Length: 5, 5!LENGTH",
                "Content-Length: +5!LENGTH",
                "Content-Length: -5!LENGTH",
                "Content-Length: 0x5!LENGTH",
                "Content-Length: 5 5!LENGTH",
                "Content-Length:!LENGTH",
                "Content-Length: 99999999999999999999!LENGTH",
                "Host: localhost!HOST",
                "Transfer-Encoding : chunked!UNREADABLE",
                "' Transfer-Encoding: chunked'!UNREADABLE",
                "X: a| b!UNREADABLE",
                "X!UNREADABLE",
                ": a!UNREADABLE",
                "X(: a!UNREADABLE",
                "X: a\u0000b!UNREADABLE",
                "X: a\u000bb!UNREADABLE",
                "X: a\tb!none",
            })
    void the_end_of_a_request_is_plain(String headers, RequestHead.Flaw flaw) {
        assertThat(flawWith(headers)).isEqualTo(Optional.ofNullable(flaw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\u000b", "X: a\rContent-Length: 5", "X: a\nContent-Length: 5"})
    void a_line_ends_where_all_see_it_end(String line) {
        assertThat(RequestHead.parse("GET / HTTP/1.1\r\nHost: a\r\n" + line + "\r\n\r\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:",
                "localhost:0",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:3000",
                "evil.example"
            })
    void a_host_is_a_name_and_a_port(String host) {
        assertThat(flawIn("GET / HTTP/1.1\nHost: " + host + "\n\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":80",
                "a:99999999999",
                "a:65536",
                "a:-1",
                "a:b",
                "a:80:80",
                "a b",
                "[::1",
                "::1",
                "[::1]x",
                "u@a",
                "a/b",
                "a%zz"
            })
    void no_other_host_is_one(String host) {
        assertThat(flawIn("GET / HTTP/1.1\nHost: " + host + "\n\n")).contains(RequestHead.Flaw.HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET / ",
                "GET  / HTTP/1.1",
                "GET / HTTP/1.1 ",
                "GET\t/\tHTTP/1.1",
                "GET / HTTP/2.0",
                "GET / HTTP/1.2",
                "GET / http/1.1",
                "GET / HTTP/1.10",
                "G(T / HTTP/1.1",
                "",
            })
    void a_request_line_has_three_parts(String line) {
        assertThat(flawIn(line + "\nHost: a\n\n")).contains(RequestHead.Flaw.UNREADABLE);
    }

    @Test
    void the_old_version_needs_no_host_and_knows_no_coding() {
        assertThat(flawIn("GET / HTTP/1.0\n\n")).isEmpty();
        assertThat(flawIn("GET / HTTP/1.1\n\n")).contains(RequestHead.Flaw.HOST);
        assertThat(flawIn("POST / HTTP/1.0\nTransfer-Encoding: chunked\n\n")).contains(RequestHead.Flaw.LENGTH);
    }

    @Test
    void a_body_may_follow_and_an_empty_line_must_not_precede() {
        Optional<RequestHead> head = RequestHead.parse("POST /a?b HTTP/1.1\r\nHost:  x \r\n\r\nX;:");

        assertThat(head).contains(new RequestHead("POST", "/a?b", "HTTP/1.1", List.of("x"), List.of(), List.of()));
        assertThat(RequestHead.parse("\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
    }
}
