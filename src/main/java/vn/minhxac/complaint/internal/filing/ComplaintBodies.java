package vn.minhxac.complaint.internal.filing;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.common.BodyLimit;
import vn.minhxac.common.Texts;

/** How large a complaint may be: its words and ten doses fit many times over. */
@Configuration(proxyBeanMethods = false)
class ComplaintBodies {

    private static final int LARGEST = 65_536;

    @Bean
    FilterRegistrationBean<BodyLimit> complaintBodyLimit(Texts texts, ObjectMapper json) {
        return BodyLimit.registration(LARGEST, texts, json, "/api/v1/complaints", "/api/v1/complaints/*");
    }
}
