package vn.minhxac.cleaning.internal.proposal;

import java.text.Normalizer;

/**
 * A word of a name taken apart.
 *
 * @param base  its letters in upper case without the tone: {@code THUY} of Thủy, {@code NGUYÊN} of Nguyễn
 * @param tone  the mark of its tone as a combining character, 0 where there is none
 * @param plain its letters without any mark
 */
record Letters(String base, char tone, String plain) {

    private static final String TONES = "\u0300\u0301\u0303\u0309\u0323";

    /** @param key a word as {@code VietnameseName.key} writes it */
    static Letters of(String key) {
        String parts = Normalizer.normalize(key, Normalizer.Form.NFD);
        char tone = 0;
        StringBuilder base = new StringBuilder(parts.length());
        StringBuilder plain = new StringBuilder(parts.length());
        for (int i = 0; i < parts.length(); i++) {
            char c = parts.charAt(i);
            if (TONES.indexOf(c) >= 0) {
                tone = tone == 0 ? c : tone;
                continue;
            }
            base.append(c);
            if (c < 0x0300 || c > 0x036F) {
                plain.append(c == 'Đ' ? 'D' : c);
            }
        }
        return new Letters(Normalizer.normalize(base, Normalizer.Form.NFC), tone, plain.toString());
    }

    boolean hasMarks() {
        return tone != 0 || !base.equals(plain);
    }
}
