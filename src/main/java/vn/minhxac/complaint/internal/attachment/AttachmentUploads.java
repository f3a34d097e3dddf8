package vn.minhxac.complaint.internal.attachment;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import vn.minhxac.common.Texts;
import vn.minhxac.common.UploadGuard;
import vn.minhxac.complaint.ComplaintAttachments;

/** How large an upload may be: one file and what is around it. */
@Configuration(proxyBeanMethods = false)
class AttachmentUploads {

    @Bean
    FilterRegistrationBean<UploadGuard> attachmentUploadGuard(Texts texts, ObjectMapper json) {
        return UploadGuard.registration(ComplaintAttachments.LARGEST + UploadGuard.AROUND, texts, json, "/api/v1/attachments", "/api/v1/attachments/*");
    }
}
