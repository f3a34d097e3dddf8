package vn.minhxac.portal.internal.complaint;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
        return java.util.stream.Stream.concat(Arrays.stream(Kind.values()).map(Kind::name), java.util.stream.Stream.of(PORTRAIT)).toList();
    }

    /**
     * Takes a file in.
     *
     * @param value  value of a field of the form
     * @return number of the place in the form, to hold its id
     * @throws BadInput see {@link ComplaintAttachments#store}; {@code paper.portrait}, {@code paper.kind} and {@code paper.tooMany} are the form's own
     */
    Stored store(MultipartFile file, String kind, String client, UnaryOperator<String> value) throws IOException {
        int place = IntStream.range(0, ComplaintAttachments.MOST).filter(i -> value.apply("papers[" + i + "].id").isEmpty()).findFirst()
                .orElseThrow(() -> new BadInput("paper.tooMany"));
        if (PORTRAIT.equals(kind)) {
            throw new BadInput("paper.portrait");
        }
        Kind known = Arrays.stream(Kind.values()).filter(k -> k.name().equals(kind)).findFirst().orElseThrow(() -> new BadInput("paper.kind"));
        if (file.getSize() > ComplaintAttachments.LARGEST) {
            throw new BadInput(413, "attachment.tooLarge");
        }
        try (InputStream content = file.getInputStream()) {
            return new Stored("papers[" + place + "]", attachments.store(content, known, client), known.name(), name(file));
        }
    }

    /** @param paper its place in the form, {@code papers[0]} */
    record Stored(String paper, UUID id, String kind, String name) {
    }

    /** The file's own name, for its owner to know it by; without folders. */
    private static String name(MultipartFile file) {
        String given = file.getOriginalFilename() == null ? "" : file.getOriginalFilename().replaceAll(".*[/\\\\]", "");
        return given.length() > 60 ? given.substring(0, 60) : given;
    }
}
