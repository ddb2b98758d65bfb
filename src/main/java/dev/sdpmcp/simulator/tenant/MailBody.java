package dev.sdpmcp.simulator.tenant;

/** Makes HTML as mail programs leave it in tickets: paragraphs, signatures, quoted chains, CDATA remnants. */
final class MailBody {
    private final SeededRandom random;

    MailBody(SeededRandom random) {
        this.random = random;
    }

    /** The description of a ticket. */
    String description(String text, String author) {
        String paragraphs = "<p>" + escape(text).replace(". I ", ".</p><p>I ") + "</p>";
        int kind = random.between(1, 100);
        if (kind <= 18) {
            return greeting(author, paragraphs) + chain(author);
        }
        if (kind <= 26) {
            return "<![CDATA[<div>" + paragraphs + "</div>]]>";
        }
        if (kind <= 55) {
            return greeting(author, paragraphs);
        }
        return paragraphs;
    }

    /** A mail within a ticket. */
    String mail(String text, String author) {
        return "<div>" + escape(text) + "</div><div><br></div><div>Regards,<br>" + escape(author) + "</div>";
    }

    private static String greeting(String author, String paragraphs) {
        return "<div style=\"font-family:Calibri,sans-serif;font-size:11pt\"><p>Hello,</p>" + paragraphs
                + "<p>Kind regards,<br><b>" + escape(author) + "</b></p></div>";
    }

    private static String chain(String author) {
        return "<br><hr><div><b>From:</b> Service Desk &lt;servicedesk@example.org&gt;<br><b>To:</b> " + escape(author)
                + "<br><b>Subject:</b> Re: question</div><blockquote style=\"border-left:1px solid #ccc;padding-left:6px\">"
                + "<p>Thank you for calling. Please describe it in a mail so that we can open a ticket.</p>"
                + "<blockquote><p>&gt; Hi, who can help me with this?</p><p>&gt; " + escape(author)
                + "</p></blockquote></blockquote><p style=\"font-size:8pt;color:#888\">This message may contain"
                + " confidential information and is meant for the addressee only.</p>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
