package vn.minhxac.complaint.internal.filing;

import java.text.Normalizer;

/** Text that strangers type, as it may be stored. */
public final class PlainText {

    private PlainText() {
    }

    /**
     * NFC, without white space at its ends; a missing text is empty.
     *
     * @return null where it has characters that no keyboard types: control characters other than line breaks and tabs, halves of
     *         surrogate pairs, private ones and such that turn the direction of writing
     */
    public static String clean(String raw) {
        if (raw == null) {
            return "";
        }
        for (int i = 0; i < raw.length(); ) {
            int c = raw.codePointAt(i);
            int type = Character.getType(c);
            if (type == Character.CONTROL && c != '\n' && c != '\r' && c != '\t' || type == Character.SURROGATE || type == Character.PRIVATE_USE
                    || type == Character.UNASSIGNED || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069) {
                return null;
            }
            i += Character.charCount(c);
        }
        return Normalizer.normalize(raw, Normalizer.Form.NFC).strip();
    }
}
