package vn.minhxac.citizen.internal.imports;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import vn.minhxac.citizen.VietnameseName;

/** Countries by their ISO 3166 codes of two and three letters and their Vietnamese and English names. */
final class Nationality {

    static final String VIETNAM = "VN";
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale.Builder().setRegion(code).build();
            BY_NAME.put(code, code);
            BY_NAME.put(VietnameseName.plain(country.getDisplayCountry(Locale.ENGLISH)), code);
            BY_NAME.put(VietnameseName.plain(country.getDisplayCountry(Locale.forLanguageTag("vi"))), code);
            try {
                BY_NAME.put(country.getISO3Country(), code);
            } catch (MissingResourceException e) {
                // A country without a three-letter code has its other names.
                continue;
            }
        }
        BY_NAME.put("VIETNAM", VIETNAM);
        BY_NAME.put("VIET NAM", VIETNAM);
    }

    private Nationality() {
    }

    /** Two-letter code; Viet Nam where nothing is said; null for what is no country. */
    static String of(String raw) {
        if (raw == null || raw.isBlank()) {
            return VIETNAM;
        }
        return VIETNAM.equals(raw) ? VIETNAM : BY_NAME.get(VietnameseName.plain(raw));
    }
}
