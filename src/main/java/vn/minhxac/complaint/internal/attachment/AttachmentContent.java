package vn.minhxac.complaint.internal.attachment;

import java.util.concurrent.Semaphore;

import vn.minhxac.common.BadInput;

/**
 * What an uploaded file is, by its content alone; names and declared types are never asked. Pictures come out written anew: only what makes the
 * picture is kept, so where and with what it was taken is gone, and so is whatever was hidden before, in or behind it.
 */
final class AttachmentContent {

    /** A PDF of 5 MB may take some hundred megabytes to look through. */
    private static final Semaphore ONE_PDF_AT_A_TIME = new Semaphore(1, true);

    private AttachmentContent() {
    }

    /** @param bytes what is to be stored */
    record Checked(String mediaType, byte[] bytes) {
    }

    /** @throws BadInput see {@link vn.minhxac.complaint.ComplaintAttachments#store} */
    static Checked check(byte[] file) {
        if (JpegFile.isOne(file)) {
            return new Checked("image/jpeg", PictureSize.checked("jpeg", JpegFile.cleaned(file)));
        }
        if (PngFile.isOne(file)) {
            return new Checked("image/png", PictureSize.checked("png", PngFile.cleaned(file)));
        }
        if (PdfFile.isOne(file)) {
            ONE_PDF_AT_A_TIME.acquireUninterruptibly();
            try {
                PdfFile.check(file);
            } finally {
                ONE_PDF_AT_A_TIME.release();
            }
            return new Checked("application/pdf", file);
        }
        throw Refused.type();
    }
}
