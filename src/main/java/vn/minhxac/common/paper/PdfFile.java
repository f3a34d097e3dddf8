package vn.minhxac.common.paper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * Whether a PDF is one, is short and does nothing but show its pages. It is kept as it came: a hospital may have signed it, and a PDF written
 * anew would lose that signature.
 */
final class PdfFile {

    private static final int MOST_OBJECTS = 50_000;
    private static final long MEMORY = 64L << 20;
    private static final int NEAR = 1_024;
    /** Keys that bring scripts, files or media into a document. */
    private static final Set<String> ACTIVE_KEYS = Set.of("JS", "JavaScript", "EmbeddedFiles", "EF", "RichMediaContent", "XFA");
    /** Actions that do more than turn to a page or open a link. */
    private static final Set<String> ACTIVE_ACTIONS = Set.of("JavaScript", "Launch", "ImportData", "SubmitForm", "GoToE", "GoToR", "Rendition",
            "Movie", "RichMediaExecute");

    private PdfFile() {
    }

    static boolean isOne(byte[] file) {
        String head = latin(file, 0, 7);
        return head.equals("%PDF-1.") || head.equals("%PDF-2.");
    }

    static void check(byte[] file, int mostPages) {
        if (!latin(file, file.length - NEAR, NEAR).contains("%%EOF") || isSomethingElseToo(file)) {
            throw Refused.type();
        }
        PdfExpansion.check(file);
        try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(file), "", null, null,
                MemoryUsageSetting.setupMainMemoryOnly(MEMORY).streamCache)) {
            if (document.isEncrypted() || isActive(document.getDocument())) {
                throw Refused.pdf();
            }
            int pages = 0;
            for (var page : document.getPages()) {
                // the box of a page is what a viewer asks for first; a page that has none is broken
                if (page.getMediaBox() == null) {
                    throw Refused.type();
                }
                if (++pages > mostPages) {
                    throw Refused.pdf();
                }
            }
            if (pages == 0) {
                throw Refused.type();
            }
        } catch (org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException e) {
            throw Refused.pdf();
        } catch (vn.minhxac.common.BadInput e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw Refused.type();
        }
    }

    private static boolean isActive(COSDocument document) {
        var keys = new ArrayList<>(document.getXrefTable().keySet());
        if (keys.size() > MOST_OBJECTS) {
            throw Refused.pdf();
        }
        Deque<COSBase> open = new ArrayDeque<>();
        open.add(document.getTrailer());
        for (var key : keys) {
            COSBase object = document.getObjectFromPool(key).getObject();
            if (object == null) {
                // What cannot be read here may be read, and run, by another program.
                throw Refused.type();
            }
            open.add(object);
            // References are not followed: what they lead to has a key of its own.
            while (!open.isEmpty()) {
                COSBase next = open.pop();
                if (next instanceof COSDictionary dictionary) {
                    if (isActive(dictionary)) {
                        return true;
                    }
                    dictionary.entrySet().stream().map(Map.Entry::getValue).filter(PdfFile::isContainer).forEach(open::push);
                } else if (next instanceof COSArray array) {
                    array.forEach(item -> {
                        if (isContainer(item)) {
                            open.push(item);
                        }
                    });
                }
            }
        }
        return false;
    }

    private static boolean isContainer(COSBase value) {
        return value instanceof COSDictionary || value instanceof COSArray;
    }

    private static boolean isActive(COSDictionary dictionary) {
        return dictionary.keySet().stream().map(COSName::getName).anyMatch(ACTIVE_KEYS::contains)
                || dictionary.getDictionaryObject(COSName.S) instanceof COSName action && ACTIVE_ACTIONS.contains(action.getName());
    }

    /** A web page at the beginning, or an archive at the end, that another program would open. */
    private static boolean isSomethingElseToo(byte[] file) {
        String head = latin(file, 0, NEAR).toLowerCase(Locale.ROOT);
        if (head.contains("<html") || head.contains("<script") || head.contains("<!doctype")) {
            return true;
        }
        for (int at = file.length - 22, last = Math.max(0, at - 0xFFFF); at >= last; at--) {
            if (file[at] == 'P' && file[at + 1] == 'K' && file[at + 2] == 5 && file[at + 3] == 6) {
                return true;
            }
        }
        return false;
    }

    private static String latin(byte[] file, int from, int length) {
        int start = Math.max(0, from);
        return new String(file, start, Math.min(length, file.length - start), StandardCharsets.ISO_8859_1);
    }
}
