package vn.minhxac.complaint.internal.attachment;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param attachmentKey      base64 of 32 bytes: what uploads are encrypted with
 * @param attachmentOldKeys  keys of before, for reading only; may be dropped when the last complaint of their time is gone
 * @param attachmentsAnHour  uploads of one client
 * @param attachmentsWaiting how much may lie about that no complaint has taken up yet, over all clients
 */
@ConfigurationProperties("minhxac.complaint")
record AttachmentSettings(String attachmentKey, @DefaultValue List<String> attachmentOldKeys,
                          @DefaultValue("60") int attachmentsAnHour, @DefaultValue("2GB") DataSize attachmentsWaiting) {

    @Override
    public String toString() {
        return "AttachmentSettings[…]";
    }
}
