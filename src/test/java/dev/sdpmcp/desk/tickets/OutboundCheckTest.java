package dev.sdpmcp.desk.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check finds in a text about ticket 1042, and what it leaves alone. */
class OutboundCheckTest {

    private static final Set<String> OWN = Set.of("1042", "900000000000777001");
    private static final Set<String> ON_TICKET = Set.of("mira@example.org", "omar@example.org");

    private static List<String> text(String text) {
        return OutboundCheck.ofText(text, OWN);
    }

    private static List<String> recipients(List<String> to, List<String> cc) {
        return OutboundCheck.ofRecipients(to, cc, ON_TICKET, "mira@example.org");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTERNAL: the vendor is late|\"internal\"",
                "This is for internal use|\"internal\"",
                "Handled internally so far|\"internally\"",
                "Do  not share this|\"do not share\"",
                "Please don't forward it|\"don't forward\"",
                "This must not be disclosed|\"must not be disclosed\"",
                "not for the customer|\"not for the customer\"",
                "Technicians only|\"technicians only\"",
                "see my private note|\"private note\"",
                "Confidential|\"confidential\"",
                "in\u200bter\u00adnal|\"internal\"",
                "ｉｎｔｅｒｎａｌ|\"internal\""
            })
    void an_internal_marker_is_quoted(String text, String quoted) {
        assertThat(text(text)).containsExactly("Internal marker: " + quoted + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "as in #1043|#1043",
                "see ticket 77|#77",
                "Request ID: 1043|#1043",
                "[Request ID :##1043##]|#1043",
                "incident no. 4711|#4711",
                "PB-12 is the cause|#12",
                "#1042, #1043 and again #1043|#1043",
                "900000000000777002 is request 900000000000777002|#900000000000777002"
            })
    void the_number_of_another_ticket_is_named(String text, String number) {
        assertThat(text(text)).containsExactly("Number of another ticket: " + number + ".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-----BEGIN RSA PRIVATE KEY-----|a private key",
                "-----BEGIN OPENSSH PRIVATE KEY-----|a private key",
                "AKIAABCDEFGHIJKLMNOP|an access key",
                "ghp_abcdefghijklmnopqrstuvwxyz0123456789|an access key",
                "1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef|an access key",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc|a token",
                "Authorization: Bearer abcdefghijklmnopqrstuvwxyz|a token",
                "https://admin:geheim@files.example.org/x|an address with a password",
                "Password: Winter|a password or key",
                "**Password:** `Winter`|a password or key",
                "your new password is Winter26|a password or key",
                "api_key=abcd1234|a password or key",
                "PIN: 4711|a password or key"
            })
    void a_secret_is_found_and_not_repeated(String text, String name) {
        assertThat(text(text)).containsExactly("Looks like " + name + ".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello Mira, ticket 1042 (#1042, ##1042##) is done.",
                "You saw an internal server error; the internal storage is full.",
                "Your password is expired. Please choose a new password, then sign in.",
                "Take the token from the desk. The PIN is on paper.",
                "The line is #336699aa, see https://example.org/page#12345 and &#39;",
                "In 2 cases it took 15 minutes; call 555 0199.",
                "The international team shares it."
            })
    void an_ordinary_text_has_no_findings(String text) {
        assertThat(text(text)).isEmpty();
    }

    @Test
    void each_rule_that_is_met_is_named_once_and_few_of_many_findings() {
        String text =
                "internal, INTERNAL, do not share: #2001 #2002 #2003 #2004 #2005 #2006 #2007, password=abcd, pwd=efgh";

        assertThat(text(text))
                .containsExactly(
                        "Internal marker: \"internal\", \"do not share\".",
                        "Number of another ticket: #2001, #2002, #2003, #2004, #2005 and 2 more.",
                        "Looks like a password or key.");
    }

    @Test
    void recipients_of_the_ticket_are_not_remarkable() {
        assertThat(recipients(List.of("Mira@Example.org"), List.of("omar@example.org")))
                .isEmpty();
    }

    @Test
    void recipients_that_are_not_on_the_ticket_are_named() {
        assertThat(recipients(List.of("mira@example.org", "eve@example.net"), List.of("bob@example.net")))
                .containsExactly("Recipient that is not on this ticket: eve@example.net, bob@example.net.");
    }

    @Test
    void cc_that_repeats_somebody_is_named() {
        assertThat(recipients(List.of("omar@example.org"), List.of("MIRA@example.org")))
                .containsExactly("cc repeats the requester.");
        assertThat(recipients(List.of("omar@example.org"), List.of("Omar@example.org")))
                .containsExactly("cc repeats a recipient: Omar@example.org.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ-",
                "password ",
                "#1 ",
                "a",
                " ",
                "-----BEGIN ",
                "do not ",
                "x://a",
                "request ",
                "\u200b",
                "\ufdfa"
            })
    void time_grows_with_the_length_of_the_text_only(String part) {
        String text = part.repeat(200_000 / part.length());

        List<String> findings = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> text(text));

        assertThat(findings).hasSizeLessThanOrEqualTo(2);
    }
}
