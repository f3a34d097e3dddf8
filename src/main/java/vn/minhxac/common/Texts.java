package vn.minhxac.common;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Texts for people, from {@code messages/*.properties}: Vietnamese, or English where asked for. */
@Component
public class Texts {

    private final MessageSource messages;

    Texts(MessageSource messages) {
        this.messages = messages;
    }

    /** The text of a key in the caller's language; the key itself where there is none. */
    public String get(String key, Object... args) {
        return messages.getMessage(key, args, key, locale());
    }

    /** The text of a key in the caller's language, or null. */
    public String find(String key) {
        return messages.getMessage(key, null, null, locale());
    }

    private static Locale locale() {
        // Without a request there is nobody who asked for English, whatever the server's own locale is.
        var caller = LocaleContextHolder.getLocaleContext();
        return caller != null && caller.getLocale() != null && caller.getLocale().getLanguage().equals("en")
                ? Locale.ENGLISH : Locale.forLanguageTag("vi");
    }
}
