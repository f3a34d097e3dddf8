package vn.minhxac.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

@Configuration
class CommonConfiguration {

    /** In training mode the clock can be moved, see {@code training}. */
    @Bean
    @Profile("!training")
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    FilterRegistrationBean<UploadGuard> strangersUploadGuard(Texts texts, ObjectMapper json) {
        return UploadGuard.forStrangers(texts, json);
    }

    /** Every module has bundles of its own: {@code messages/<module>.properties} in Vietnamese, {@code _en} in English. */
    @Bean
    MessageSource messageSource() throws IOException {
        var names = Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*.properties"))
                .map(r -> r.getFilename()).filter(n -> !n.endsWith("_en.properties"))
                .map(n -> "messages/" + n.substring(0, n.length() - ".properties".length())).sorted().distinct()
                .toArray(String[]::new);
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames(names);
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.forLanguageTag("vi"));
        return messages;
    }
}
