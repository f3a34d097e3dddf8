package vn.minhxac.cleaning.internal.batch;

import java.util.stream.Stream;

/** What callers send as text is text: PostgreSQL stores no NUL, and one in a line of many would undo them all. */
final class PlainText {

    private PlainText() {
    }

    /** @throws IllegalArgumentException which a reader of JSON turns into 400; it quotes nothing */
    static void check(String... texts) {
        if (Stream.of(texts).anyMatch(text -> text != null && text.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("NUL in a text");
        }
    }
}
