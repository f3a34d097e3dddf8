package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.minhxac.common.Uuid7;
import vn.minhxac.signing.DosesSigned;

/** A citizen finds the own passport: details, code from the phone, QR code and PDF. */
class CitizenPassportTest extends BrowserTest {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    @Autowired
    ApplicationEventPublisher events;
    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void aPassport() {
        long citizen = jdbc.sql("""
                insert into citizen (province_code, record_id, full_name, name_key, sex, date_of_birth, dob_precision, id_number, id_type,
                                     phone, identity_status, status_since, created_at, updated_at)
                values ('19', 'R1', 'Đặng Thị Hồng Nhung', :key, 'F', '1985-02-07', 'D', '019185000001', 'CCCD', '0912345678',
                        'MATCHED', '2022-05-01Z', '2022-05-01Z', '2022-05-01Z') returning id""")
                .param("key", vn.minhxac.citizen.VietnameseName.key("Đặng Thị Hồng Nhung")).query(Long.class).single();
        jdbc.sql("""
                insert into dose (citizen_id, dose_number, vaccination_date, vaccine_code, facility_code, entering_unit, entered_by,
                                  entered_at, source, status, status_since)
                select :citizen, n, date '2021-09-10' + 32 * (n - 1), 'PFIZER', '19001', '19001', 'facility1', '2022-05-01Z', 'IMPORT',
                       'SIGNED', '2022-05-01Z' from generate_series(1, 2) n""").param("citizen", citizen).update();
        UUID list = Uuid7.next();
        jdbc.sql("insert into signing_list (id, province_code, unit_code, status, created_at) values (:id, '19', '19001', 'SIGNED', '2022-05-03Z')")
                .param("id", list).update();
        jdbc.sql("""
                insert into signing_item (list_id, dose_id, citizen_id, dose_version, salt, content, leaf_hash, state)
                select :list, id, citizen_id, version, '', '{}', '', 'INCLUDED' from dose""").param("list", list).update();
        new TransactionTemplate(transactions).executeWithoutResult(tx -> events.publishEvent(new DosesSigned(list, PROVINCE)));
        runJobs();
    }

    @ParameterizedTest
    @CsvSource({"desk,1366,768,true", "phone,390,844,false"})
    void findsItWithTheCodeFromThePhone(String screen, int width, int height, boolean javaScript) throws Exception {
        Page page = visitor(width, height, javaScript);
        page.navigate(url("/passport"));
        page.fill("#fullName", "đặng thị hồng nhung");
        page.fill("#dateOfBirth", "07/02/1985");
        page.check("input[name=sex][value=F]");
        page.fill("#idNumber", "019185000001");
        page.fill("#latestDoseDate", "12102021");
        page.press("#latestDoseDate", "Enter");
        assertThat(page.locator("#otp")).isVisible();
        picture(page, screen + "-passport-code");

        page.fill("#otp", "000000");
        page.press("#otp", "Enter");
        assertThat(page.locator("#otp-bad")).isVisible();
        page.fill("#otp", code());
        page.press("#otp", "Enter");

        assertThat(page.locator(".mx-passport")).containsText("Đặng Thị Hồng Nhung");
        assertThat(page.locator(".mx-fields dt")).hasCount(11);
        assertThat(page.locator(".mx-passport")).containsText("Comirnaty");
        picture(page, screen + "-passport-found");
        org.assertj.core.api.Assertions.assertThat(page.url()).endsWith("/passport/confirm");
        var pdf = page.waitForDownload(() -> page.press("form[action$='/file'] button", "Enter"));
        org.assertj.core.api.Assertions.assertThat(Files.readAllBytes(pdf.path())).startsWith('%', 'P', 'D', 'F');
    }

    private String code() {
        Matcher code = CODE.matcher(jdbc.sql("select body from outbox where channel = 'SMS' order by created_at desc, id desc limit 1")
                .query(String.class).single());
        code.find();
        return code.group();
    }
}
