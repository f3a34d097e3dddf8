package vn.minhxac.notification;

import java.util.List;

/**
 * What a mail says, before it has a look: the same words become plain text and HTML.
 *
 * @param heading    first line, large
 * @param paragraphs one after the other
 * @param facts      short facts, as a table
 * @param sections   longer texts under a title of their own
 * @param link       where to go on, or null
 * @param footer     last lines, small: why the reader gets this, whom to ask
 */
public record MailText(String subject, String heading, List<String> paragraphs, List<Fact> facts, List<Section> sections, Link link,
                       List<String> footer) {

    /** A label and its value. */
    public record Fact(String label, String value) {
    }

    /** A title and the text under it; line breaks are kept. */
    public record Section(String title, String text) {
    }

    /** @param url absolute */
    public record Link(String label, String url) {
    }

    @Override
    public String toString() {
        return "MailText[…]";
    }
}
