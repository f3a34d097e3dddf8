package vn.minhxac.cleaning.internal.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.handover.HandedOver.Line;
import vn.minhxac.cleaning.internal.handover.PaperPages.Part;
import vn.minhxac.cleaning.internal.handover.PaperPages.Table;
import vn.minhxac.cleaning.internal.handover.PaperWords.Names;
import vn.minhxac.common.PdfText.Weight;

/**
 * The list as a document to sign and stamp, in the form of Decree 30/2020/NĐ-CP: head, basis, what was confirmed, what goes back, sums,
 * signatures.
 */
@Component
class ListPaper {

    private static final float BODY = 10;
    private static final float CELLS = 8;
    private static final float[] WIDTHS = {30, 86, 158, 228, 88, 80, PaperPages.WIDTH - 670};
    private static final float MIDDLE = PaperPages.LEFT + PaperPages.WIDTH / 2;
    private static final float LEFT_HALF = PaperPages.LEFT + 165;
    private static final float RIGHT_HALF = PaperPages.LEFT + PaperPages.WIDTH - 185;

    private final PaperWords words;

    ListPaper(PaperWords words) {
        this.words = words;
    }

    /**
     * What is printed around the rows.
     *
     * @param id       of the batch
     * @param unit     name of the commune (or province), {@code above} that of the unit above it, or null
     * @param hash     SHA-256 of the canonical bytes, hex
     * @param number   of the document; null before the list is handed over, as are {@code signedBy} and {@code signedAt}; {@code receivedBy} and
     *                 {@code receivedAt} before it is received
     * @param day      printed as the date of the document
     */
    record Facts(String id, String unit, String above, int round, String hash, String number, String signedBy, Instant signedAt,
                 String receivedBy, Instant receivedAt, LocalDate day) {
    }

    byte[] draw(HandedOver list, Facts facts) {
        try (PaperPages pages = new PaperPages(words.text("title"))) {
            Names names = words.names();
            head(pages, facts);
            basis(pages, list, facts);
            List<Line> confirmed = list.lines().stream().filter(Line::confirmed).toList();
            List<Line> returned = list.lines().stream().filter(Predicate.not(Line::confirmed)).toList();
            part(pages, "confirmed", confirmed, table("content", "npd", "confirmed"), names);
            part(pages, "returned", returned, table("asked", "reason", "returned"), names);
            sums(pages, confirmed, returned, facts, names);
            signatures(pages, facts);
            ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
            pages.save(out, words.text("foot", facts.id(), facts.hash().substring(0, 16)), words.text("page"));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void head(PaperPages pages, Facts facts) throws IOException {
        String above = facts.above() == null ? words.text("ministry") : words.text("police", PaperWords.upper(facts.above()));
        String unit = words.text("police", PaperWords.upper(facts.unit()));
        pages.centred(Weight.REGULAR, 10.5f, LEFT_HALF, 300, 10, above);
        pages.centred(Weight.BOLD, 10.5f, LEFT_HALF, 300, 25, unit);
        pages.underline(LEFT_HALF, pages.width(Weight.BOLD, 10.5f, unit) * 0.4f, 30);
        pages.centred(Weight.REGULAR, BODY, LEFT_HALF, 300, 46,
                facts.number() == null ? words.text("numberOpen") : words.text("number", facts.number()));
        pages.centred(Weight.BOLD, 10.5f, RIGHT_HALF, 360, 10, words.text("state"));
        pages.centred(Weight.BOLD, 11, RIGHT_HALF, 360, 25, words.text("motto"));
        pages.underline(RIGHT_HALF, pages.width(Weight.BOLD, 11, words.text("motto")), 30);
        pages.centred(Weight.REGULAR, BODY, RIGHT_HALF, 360, 46, date(facts));
        pages.centred(Weight.BOLD, 14, MIDDLE, PaperPages.WIDTH, 84, words.text("title"));
        pages.centred(Weight.SEMI_BOLD, 11, MIDDLE, PaperPages.WIDTH, 101, words.text("subtitle", facts.round()));
        pages.space(116);
    }

    /** Day, and month until February, with two digits, as the decree has it; a place by its name without its kind. */
    private String date(Facts facts) {
        LocalDate day = facts.day();
        String month = day.getMonthValue() < 3 ? "0" + day.getMonthValue() : Integer.toString(day.getMonthValue());
        String place = facts.unit().replaceFirst("^(Tỉnh|Thành phố|Phường|Xã|Thị trấn) (?![0-9])", "");
        return words.text("date", place, "%02d".formatted(day.getDayOfMonth()), month, Integer.toString(day.getYear()));
    }

    private void basis(PaperPages pages, HandedOver list, Facts facts) throws IOException {
        pages.paragraph(Weight.REGULAR, BODY, 24, words.text("basis.1"));
        pages.paragraph(Weight.REGULAR, BODY, 24, words.text("basis.2"));
        pages.paragraph(Weight.REGULAR, BODY, 24, words.text("intro", lowerKind(facts.unit()), count(list.lines(), Line::confirmed)));
    }

    /** „Công an phường Quán Triều“. */
    private static String lowerKind(String unit) {
        return unit.replaceFirst("^Phường ", "phường ").replaceFirst("^Xã ", "xã ").replaceFirst("^Thị trấn ", "thị trấn ")
                .replaceFirst("^Tỉnh ", "tỉnh ").replaceFirst("^Thành phố ", "thành phố ");
    }

    private Table table(String content, String result, String judge) {
        return new Table(WIDTHS, List.of(words.text("column.line"), words.text("column.record"), words.text("column.person"),
                words.text("column." + content), words.text("column." + result), words.text("column.decided"), words.text("column." + judge)), CELLS);
    }

    private void part(PaperPages pages, String name, List<Line> lines, Table table, Names names) throws IOException {
        pages.room(100);
        pages.space(6);
        pages.paragraph(Weight.BOLD, BODY, 0, words.text("part." + name, lines.size()));
        if (lines.isEmpty()) {
            pages.paragraph(Weight.REGULAR, BODY, 24, words.text("none"));
            return;
        }
        pages.space(3);
        pages.head(table);
        for (int i = 0; i < lines.size(); i++) {
            pages.row(table, cells(i + 1, lines.get(i), names));
        }
    }

    private List<List<Part>> cells(int number, Line line, Names names) {
        String name = line.person().getOrDefault("fullName", "");
        String idNumber = line.person().getOrDefault("idNumber", "");
        List<Part> judged = new ArrayList<>(List.of(Part.of(names.officer(line.confirmedBy()))));
        judged.add(Part.of(PaperWords.moment(line.confirmedAt())));
        return List.of(List.of(Part.of(Integer.toString(number))), List.of(Part.of(line.recordId())),
                List.of(Part.bold(name), Part.of(words.bornAndSex(line.person()) + "; " + (idNumber.isBlank() ? words.text("noNumber") : idNumber))),
                words.content(line, names).stream().map(Part::of).toList(),
                List.of(Part.of(line.confirmed() ? words.npd(line.npdResult()) : words.reason(line.reason()))),
                List.of(Part.of(names.officer(line.decidedBy()))), judged);
    }

    private void sums(PaperPages pages, List<Line> confirmed, List<Line> returned, Facts facts, Names names) throws IOException {
        pages.room(230);
        pages.space(8);
        pages.paragraph(Weight.SEMI_BOLD, BODY, 0, words.text("sums", confirmed.size() + returned.size(), confirmed.size(), returned.size(),
                count(confirmed, line -> "PLATFORM_WRONG".equals(line.npdResult())),
                count(confirmed, line -> "NPD_CORRECTED".equals(line.npdResult())),
                count(confirmed, line -> "BOTH".equals(line.npdResult()))));
        pages.paragraph(Weight.REGULAR, BODY, 0, facts.signedAt() == null ? words.text("notYet")
                : words.text("handedOver", names.officer(facts.signedBy()), PaperWords.moment(facts.signedAt())));
        if (facts.receivedAt() != null) {
            pages.paragraph(Weight.REGULAR, BODY, 0, words.text("received", names.officer(facts.receivedBy()),
                    PaperWords.moment(facts.receivedAt())));
        }
        pages.paragraph(Weight.REGULAR, BODY - 1, 0, words.text("hash", facts.hash()));
    }

    /** Room for two signatures and a stamp. */
    private void signatures(PaperPages pages, Facts facts) throws IOException {
        pages.space(10);
        pages.centred(Weight.BOLD, BODY, LEFT_HALF, 330, 12, words.text("receives"));
        pages.centred(Weight.REGULAR, BODY - 1, LEFT_HALF, 330, 25, words.text("receives.how"));
        pages.centred(Weight.BOLD, BODY, RIGHT_HALF, 360, 12, words.text("signs", PaperWords.upper(facts.unit())));
        pages.centred(Weight.REGULAR, BODY - 1, RIGHT_HALF, 360, 25, words.text("signs.how"));
        pages.space(116);
        pages.paragraph(Weight.SEMI_BOLD, 8.5f, 0, words.text("copies"));
        for (int i = 1; i <= 3; i++) {
            pages.paragraph(Weight.REGULAR, 8.5f, 0, words.text("copies." + i, lowerKind(facts.unit())));
        }
    }

    private static long count(List<Line> lines, Predicate<Line> which) {
        return lines.stream().filter(which).count();
    }
}
