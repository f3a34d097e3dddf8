package vn.minhxac.cleaning.internal.batch;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.common.BodyLimit;
import vn.minhxac.common.Texts;

/** How large a call of the grid may be: five hundred decisions fit several times over. */
@Configuration(proxyBeanMethods = false)
class CleaningBodies {

    private static final int LARGEST = 1 << 20;

    @Bean
    FilterRegistrationBean<BodyLimit> cleaningBodyLimit(Texts texts, ObjectMapper json) {
        return BodyLimit.besideUploads(LARGEST, texts, json, "/api/v1/cleaning/*");
    }
}
