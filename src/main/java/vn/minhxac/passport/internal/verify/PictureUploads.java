package vn.minhxac.passport.internal.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.minhxac.common.Texts;
import vn.minhxac.common.UploadGuard;

/** How large a picture of a QR code may be. */
@Configuration(proxyBeanMethods = false)
class PictureUploads {

    private static final long MAX_PICTURE = 5L << 20;

    @Bean
    FilterRegistrationBean<UploadGuard> pictureUploadGuard(Texts texts, ObjectMapper json) {
        return UploadGuard.registration(MAX_PICTURE + UploadGuard.AROUND, texts, json, "/api/v1/passports/*", "/verify", "/verify/*");
    }
}
