package vn.minhxac.passport;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words for the codes of a passport: the EU value sets for what is used in Viet Nam, countries in the reader's language. */
@Component
public class ValueSets {

    private final MessageSource messages;

    /** @param messages the texts of all modules */
    public ValueSets(MessageSource messages) {
        this.messages = messages;
    }

    /** Name of a disease, vaccine, product or manufacturer; the code itself where it is unknown, the empty string for null. */
    public String name(String code, Locale language) {
        return code == null ? "" : messages.getMessage("valueset." + code, null, code, language);
    }

    /** Name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is unknown, the empty string for null. */
    public String country(String code, Locale language) {
        if (code == null || !code.matches("[A-Z]{2}")) {
            return code == null ? "" : code;
        }
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(language);
    }
}
