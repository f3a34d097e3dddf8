package vn.minhxac.citizen.internal;

import vn.minhxac.citizen.VietnameseName;

/** How {@code vaccine_alias} names vaccines. */
public final class VaccineAlias {

    private VaccineAlias() {
    }

    /** Lower case, without marks, spaces and punctuation. */
    public static String key(String name) {
        String plain = VietnameseName.plain(name);
        StringBuilder key = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isLetterOrDigit(plain.charAt(i))) {
                key.append(Character.toLowerCase(plain.charAt(i)));
            }
        }
        return key.toString();
    }
}
