package vn.minhxac.complaint.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.minhxac.complaint.internal.message.Complaints.CODE;
import static vn.minhxac.complaint.internal.message.Complaints.PHONE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

import vn.minhxac.IntegrationTest;
import vn.minhxac.complaint.ComplaintStatus;
import vn.minhxac.complaint.ComplaintType;
import vn.minhxac.complaint.internal.message.CitizenMessages.Event;

/** What a citizen reads on the phone and in the mail. */
class CitizenMessagesTest extends IntegrationTest {

    private static final List<String> REASONS = List.of("R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11", "R12", "R13",
            "NOT_SUPPLEMENTED", "ABROAD");
    private static final List<String> DEFERRALS = List.of("D01", "D02", "D03", "D04", "D05");

    @Autowired
    CitizenMessages messages;
    @Autowired
    Words words;
    @Autowired
    MessageSource texts;

    record Row(String channel, String recipient, String subject, String body, String html) {
    }

    @AfterEach
    void noCaller() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void whoGaveAnAddressGetsAMailTooAndEachOnce() {
        messages.tell(Complaints.one().made(), Event.RECORDED, 0);
        messages.tell(Complaints.one().made(), Event.RECORDED, 0);
        assertThat(rows()).extracting(Row::channel, Row::recipient)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("MAIL", "nguoidan@example.vn"), org.assertj.core.groups.Tuple.tuple("SMS", PHONE));

        messages.tell(Complaints.one().email(null).made(), Event.NEEDS_SUPPLEMENT, 1);
        messages.tell(Complaints.one().email(null).made(), Event.NEEDS_SUPPLEMENT, 2);
        assertThat(rows()).hasSize(4);
    }

    @Test
    void anSmsSaysWhatHappenedUntilWhenAndWhereToLook() {
        assertThat(sms(Complaints.one(), Event.RECORDED)).isEqualTo(
                "Minh Xác: đã ghi nhận phản ánh, trả lời trước 08:00 06/05/2022. https://minhxac.thainguyen.gov.vn/complaint/" + CODE);
        assertThat(sms(Complaints.one().reason("R08"), Event.REJECTED)).isEqualTo(
                "Minh Xác: từ chối phản ánh do ảnh mờ. https://minhxac.thainguyen.gov.vn/complaint/" + CODE);
        assertThat(sms(Complaints.one().reason("D02"), Event.DEFERRED)).contains("hẹn trả lời 12/05/2022", "chờ cơ sở tiêm khác");
        assertThat(sms(Complaints.one(), Event.NEEDS_SUPPLEMENT)).contains("bổ sung", "trước 08:00 11/05/2022");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mx.vn", "https://minhxac.thainguyen.gov.vn/", "https://phananhtiemchung.soyte.thanhphohochiminh.gov.vn/minhxac"})
    void anSmsIsNeverMoreThanTwoParts(String url) {
        for (Event event : Event.values()) {
            for (String reason : Stream.concat(Stream.concat(REASONS.stream(), DEFERRALS.stream()), Stream.of("", "unknown")).toList()) {
                String text = new CitizenSms(words, new PortalAddress(url)).text(Complaints.one().reason(reason).made(), event);
                assertThat(text).hasSizeLessThanOrEqualTo(134).contains(CODE).startsWith("Minh Xác").doesNotContain("null", "{", "complaint.");
            }
        }
    }

    @Test
    void everyReasonFitsIntoTheSmsOfAProvince() {
        for (String reason : REASONS) {
            assertThat(sms(Complaints.one().reason(reason), Event.REJECTED)).contains(words.get("complaint.short." + reason));
        }
    }

    @ParameterizedTest
    @EnumSource(Event.class)
    void aMailSaysTheSameInPlainTextAndHtml(Event event) throws IOException {
        Row mail = mail(Complaints.one().reason(event == Event.DEFERRED ? "D05" : event == Event.REJECTED ? "R08" : null)
                .answer("Phần chữ ở giữa giấy không đọc được.\nXin chụp lại <b>cả tờ</b>."), event);

        assertThat(mail.subject()).contains(CODE).doesNotContain("\n").hasSizeLessThan(80);
        assertThat(mail.body()).contains(CODE, "1900 9095", "không trả lời thư này", "http://localhost:8080/complaint/" + CODE, "Thiếu mũi tiêm");
        assertThat(mail.html()).startsWith("<!DOCTYPE html>").contains("lang=\"vi\"", "href=\"http://localhost:8080/complaint/" + CODE + "\"")
                .doesNotContain("<b>cả tờ</b>", " th:", "<script", "??");
        String read = mail.html().replaceAll("(?s)<style.*?</style>|<[^>]*>", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'")
                .replace("&quot;", "\"").replaceAll("\\s+", " ");
        assertThat(mail.body().lines().filter(line -> !line.isBlank() && !line.equals("-- ")).flatMap(line -> Stream.of(line.split(":\\s|:$"))))
                .allSatisfy(line -> assertThat(read).contains(line.strip()));
        for (String text : List.of(mail.subject(), mail.body(), mail.html())) {
            assertThat(text).as("no more of the person than is needed").doesNotContain("Nông", "Cúc", "019190012345", PHONE, "1990");
        }
        Files.createDirectories(Path.of("target/mails"));
        Files.writeString(Path.of("target/mails", event + ".html"), mail.html());
    }

    @Test
    void aRejectionSaysHowToPutItRightAndThatOneMayComeBack() {
        for (String reason : REASONS) {
            jdbc.sql("truncate outbox").update();
            Row mail = mail(Complaints.one().reason(reason), Event.REJECTED);
            assertThat(mail.body()).contains("Lý do:\n" + words.get("complaint.reason." + reason), "Cách khắc phục:\n" + words.get("complaint.fix." + reason),
                    "gửi phản ánh mới", "xem xét lại một lần");
        }
        jdbc.sql("truncate outbox").update();
        assertThat(mail(Complaints.one().reason("R08").reopening(), Event.REJECTED).body()).as("not a third time").doesNotContain("xem xét lại");
    }

    @ParameterizedTest
    @EnumSource(ComplaintType.class)
    void anApprovalSaysWhatHappensNext(ComplaintType type) {
        assertThat(mail(Complaints.one().type(type), Event.APPROVED).body()).contains(words.get("complaint.mail.next." + type))
                .doesNotContain("Lý do").doesNotContain("Ý kiến");
    }

    @Test
    void anApprovalOfOnePartSaysWhatBecameOfTheOther() {
        assertThat(mail(Complaints.one().reason("R09"), Event.APPROVED).body()).contains("Phần chưa được chấp nhận:\nNgày tiêm khai");
    }

    @Test
    void theProposedAnswerIsNotSaidTwice() {
        assertThat(mail(Complaints.one().answer(words.get("review.answer.APPROVED")), Event.APPROVED).body()).doesNotContain("Ý kiến của đơn vị xử lý");
        jdbc.sql("truncate outbox").update();
        assertThat(mail(Complaints.one().reason("S01").answer("Xin chụp cả mặt sau."), Event.NEEDS_SUPPLEMENT).body())
                .contains("Nội dung cần bổ sung:\n" + words.get("complaint.reason.S01")).contains("Xin chụp cả mặt sau.")
                .contains("Bổ sung trước: 08:00 ngày 11/05/2022");
    }

    @Test
    void whoeverCausesItTheCitizenReadsVietnamese() {
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(mail(Complaints.one(), Event.RECORDED).body()).contains("Phản ánh đã được ghi nhận", "Thiếu mũi tiêm");
    }

    @Test
    void everyCodeHasItsWordsInBothLanguages() {
        List<String> keys = Stream.of(
                REASONS.stream().flatMap(code -> Stream.of("complaint.reason." + code, "complaint.fix." + code)),
                DEFERRALS.stream().map("complaint.reason."::concat),
                Stream.of(ComplaintType.values()).map(type -> "complaint.type." + type),
                Stream.of(ComplaintStatus.values()).map(status -> "complaint.status." + status),
                Stream.of("RECORDED", "ROUTED", "POOLED", "SPLIT", "ASSIGNED", "RETURNED", "IN_REVIEW", "WAITING_POLICE", "POLICE_CONFIRMED",
                        "POLICE_REFUSED", "NEEDS_SUPPLEMENT", "SUPPLEMENTED", "DEFERRED", "RESUMED", "CORRECTED", "APPROVED", "REJECTED", "WITHDRAWN",
                        "REMINDED", "WARNED", "ESCALATED", "LINKED", "REOPENED", "REASSIGNED").map("complaint.step."::concat))
                .flatMap(s -> s).toList();
        for (String key : keys) {
            String vietnamese = texts.getMessage(key, null, null, Locale.forLanguageTag("vi"));
            assertThat(vietnamese).as(key).isNotBlank();
            assertThat(texts.getMessage(key, null, null, Locale.ENGLISH)).as(key).isNotBlank().isNotEqualTo(vietnamese);
        }
    }

    private String sms(Complaints complaint, Event event) {
        return new CitizenSms(words, new PortalAddress("https://minhxac.thainguyen.gov.vn")).text(complaint.made(), event);
    }

    private Row mail(Complaints complaint, Event event) {
        messages.tell(complaint.made(), event, 0);
        return rows().stream().filter(row -> row.channel().equals("MAIL")).findFirst().orElseThrow();
    }

    private List<Row> rows() {
        return jdbc.sql("select channel, recipient, subject, body, html from outbox order by channel").query(Row.class).list();
    }
}
