package vn.minhxac.common.paper;

import java.util.concurrent.Semaphore;

import vn.minhxac.common.BadInput;

/**
 * What an uploaded file is, by its content alone; names and declared types are never asked. Pictures come out written anew: only what makes the
 * picture is kept, so where and with what it was taken is gone, and so is whatever was hidden before, in or behind it.
 */
public final class PaperContent {

    /** A PDF of 5 MB may take some hundred megabytes to look through. */
    private static final Semaphore ONE_PDF_AT_A_TIME = new Semaphore(1, true);

    private PaperContent() {
    }

    /** @param bytes what is to be stored */
    public record Checked(String mediaType, byte[] bytes) {
    }

    /** What is larger than its taker allows. */
    public static BadInput tooLarge() {
        return Refused.tooLarge();
    }

    /**
     * Looks at a photo or scan of a paper.
     *
     * @param file      JPEG, PNG or PDF, a few megabytes
     * @param mostPages of a PDF
     * @throws BadInput 415 {@code attachment.type} for anything else or a broken one, 413 {@code attachment.pixels}, 422
     *                  {@code attachment.unreadable} (too small a picture) and {@code attachment.pdf} (locked, too long, or does something when opened)
     */
    public static Checked check(byte[] file, int mostPages) {
        if (JpegFile.isOne(file)) {
            return new Checked("image/jpeg", PictureSize.checked("jpeg", JpegFile.cleaned(file)));
        }
        if (PngFile.isOne(file)) {
            return new Checked("image/png", PictureSize.checked("png", PngFile.cleaned(file)));
        }
        if (PdfFile.isOne(file)) {
            ONE_PDF_AT_A_TIME.acquireUninterruptibly();
            try {
                PdfFile.check(file, mostPages);
            } finally {
                ONE_PDF_AT_A_TIME.release();
            }
            return new Checked("application/pdf", file);
        }
        throw Refused.type();
    }
}
