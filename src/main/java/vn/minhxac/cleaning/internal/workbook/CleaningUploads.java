package vn.minhxac.cleaning.internal.workbook;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.common.Texts;
import vn.minhxac.common.UploadGuard;

/** How large what officers upload to a batch may be: a workbook, a scan. */
@Configuration(proxyBeanMethods = false)
public class CleaningUploads {

    /** Bytes of a file. */
    public static final int LARGEST = 10 << 20;

    @Bean
    FilterRegistrationBean<UploadGuard> cleaningUploadGuard(Texts texts, ObjectMapper json) {
        return UploadGuard.registration(LARGEST + UploadGuard.AROUND, texts, json, "/api/v1/cleaning/batches/*");
    }
}
