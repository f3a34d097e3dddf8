package vn.minhxac.portal.internal.complaint;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.common.Texts;
import vn.minhxac.common.UploadGuard;

/**
 * How large a step with a photo in it may be. More than the photo may have, so that a phone's usual photo gets a friendly word on the
 * page and nothing typed is lost.
 */
@Configuration(proxyBeanMethods = false)
class ComplaintUploads {

    private static final long MAX_STEP = 24L << 20;

    @Bean
    FilterRegistrationBean<UploadGuard> complaintUploadGuard(Texts texts, ObjectMapper json) {
        return UploadGuard.registration(MAX_STEP, texts, json, "/complaint", "/complaint/*", "/staff/complaints/*");
    }
}
