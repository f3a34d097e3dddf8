package vn.minhxac.portal.internal.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.BadInput;
import vn.minhxac.complaint.ComplaintAttachments;
import vn.minhxac.complaint.ComplaintAttachments.Kind;

/** Uploads of a form that was sent as a plain multipart POST: where there is JavaScript, {@code POST /api/v1/attachments} has taken them. */
@Component
class Papers {

    /** What people like to send, and what proves nothing (R03). */
    private static final String PORTRAIT = "PORTRAIT";

    private final ComplaintAttachments attachments;

    Papers(ComplaintAttachments attachments) {
        this.attachments = attachments;
    }

    /** The choices for what a picture shows, the portrait last. */
    static List<String> kinds() {
        return Stream.concat(Arrays.stream(Kind.values()).map(Kind::name), Stream.of(PORTRAIT)).toList();
    }

    /**
     * Takes a file in, into the form's first free place.
     *
     * @throws BadInput see {@link ComplaintAttachments#store}; {@code paper.kind} and {@code paper.tooMany} are the form's own
     */
    ComplaintForm add(ComplaintForm form, MultipartFile file, String kind, String client) throws IOException {
        String paper = IntStream.range(0, ComplaintAttachments.MOST).mapToObj(i -> "papers[" + i + "]").filter(p -> !form.has(p + ".id"))
                .findFirst().orElseThrow(() -> new BadInput("paper.tooMany"));
        if (PORTRAIT.equals(kind)) {
            throw new BadInput("attachment.portrait");
        }
        Kind known = Arrays.stream(Kind.values()).filter(k -> k.name().equals(kind)).findFirst().orElseThrow(() -> new BadInput("paper.kind"));
        if (file.getSize() > ComplaintAttachments.LARGEST) {
            throw new BadInput(413, "attachment.tooLarge");
        }
        try (InputStream content = file.getInputStream()) {
            UUID id = attachments.store(content, known, client);
            return form.with(paper + ".id", id.toString()).with(paper + ".kind", known.name()).with(paper + ".name", name(file));
        }
    }

    /** The file's own name, for its owner to know it by; without folders. */
    private static String name(MultipartFile file) {
        String given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename().replaceAll(".*[/\\\\]", "");
        return given.length() > 60 ? given.substring(0, 60) : given;
    }
}
