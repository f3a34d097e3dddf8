package vn.minhxac.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Station officers at the grid: everything by keyboard, nothing lost, nothing changed that was not decided. */
class CleaningGridTest extends CleaningPages {

    @Test
    void aListGoesFromOpeningToTheUpdateByKeyboardOnly() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = claimed(batch, "station1");
        assertThat(page.locator(".mx-top h3")).hasText("Phường Quán Triều · Trạm Y tế xã rà soát");
        assertThat(page.locator(".mx-pace")).hasText("0/5 hồ sơ");

        // Lan: the registry confirmed the zero
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        assertThat(record(page)).containsText("Đã được CSDL quốc gia về dân cư xác nhận");
        assertThat(page.locator(".mx-compare mark.mx-to")).hasText("0");
        assertThat(page.locator(".mx-compare .mx-gap")).hasCount(1);
        picture(page, "cleaning-grid");
        accessible(page);
        keys(page, "Enter");

        // Mai, who has no number
        assertThat(record(page)).containsText("Phạm Thị Mai");
        keys(page, "Enter");
        assertThat(message(page)).containsText("chưa có đề xuất được xác nhận");
        assertThat(page.locator(".mx-actions .btn-success")).isDisabled();
        keys(page, "e");
        assertThat(page.locator("[data-field=idNumber]")).isFocused();
        page.keyboard().type("019179000004");
        assertThat(record(page)).containsText("nữ, sinh năm 1979");
        picture(page, "cleaning-edit");
        accessible(page);
        keys(page, "Enter");

        assertThat(record(page)).containsText("Tran Thi Hoa");
        assertThat(page.locator(".mx-compare mark.mx-to")).hasText(new String[] {"ầ", "ị", "ò"});
        keys(page, "s");
        assertThat(record(page)).containsText("Lê Văn Nam");
        keys(page, "A");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        keys(page, "s");
        // only the skipped ones are left, and they come back
        assertThat(record(page)).containsText("Tran Thi Hoa");
        assertThat(message(page)).containsText("Chỉ còn các hồ sơ đã bỏ qua");
        keys(page, "a");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        saved(page);
        assertThat(page.locator(".mx-left-over")).containsText("4 hồ sơ đã quyết định chuyển Công an xã; 1 hồ sơ chưa quyết định ở lại thành danh sách mới.");
        nothingLeftBehind(page);
        completeByKeyboard(page);
        runJobs();
        assertThat(state("R5")).isEqualTo("OPEN");

        Page police = claimed(batch, "police1");
        assertThat(record(police)).containsText("Nguyễn Thị Lan");
        keys(police, "n");
        assertThat(police.locator("dialog")).containsText("Bên nào ghi sai?");
        keys(police, "2");
        assertThat(record(police)).containsText("Phạm Thị Mai");
        keys(police, "Enter");
        assertThat(record(police)).containsText("Tran Thi Hoa");
        keys(police, "r", "4");
        assertThat(record(police)).containsText("Lê Văn Nam");
        picture(police, "cleaning-police");
        accessible(police);
        keys(police, "Enter");
        saved(police);
        assertThat(police.locator(".mx-left-over")).containsText("3 hồ sơ xác nhận, 1 trả lại; sang bước ký và bàn giao.");
        completeByKeyboard(police);

        engine.getTaskService().setAssignee(task(batch).getId(), "police1");
        show(police, batch);
        assertThat(police.locator("[data-hash]")).hasText(Pattern.compile("[0-9a-f]{64}"));
        assertThat(police.locator("[data-counts]")).containsText("Chấp nhận đề xuất");
        accessibleForm(police);
        picture(police, "cleaning-sign");
        String hash = police.locator("[data-hash]").textContent();
        APIResponse paper = police.request().get(url(police.locator("[data-pdf]").getAttribute("href")));
        assertThat(new String(paper.body(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-");
        police.locator("[data-scan]").setInputFiles(new FilePayload("scan.txt", "text/plain", "no scan".getBytes(StandardCharsets.UTF_8)));
        police.getByText("Nạp bản quét").click();
        assertThat(police.locator(".mx-cleaning [data-message]")).containsText("Bản quét phải là tệp PDF, JPEG hoặc PNG");
        police.locator("[data-scan]").setInputFiles(new FilePayload("scan.png", "image/png", scan()));
        police.getByText("Nạp bản quét").click();
        assertThat(police.locator("[data-scanned] a")).hasText("Xem bản quét đã nạp");
        police.locator(".form-actions .btn-primary").click();
        assertThat(police.locator(".mx-cleaning [data-message]")).containsText("Cần ghi số văn bản");
        police.locator("[data-number]").focus();
        police.keyboard().type("15/BB-CAP");
        completeByKeyboard(police);

        Page station = claimed(batch, "station1");
        assertThat(station.locator("[data-signed]")).containsText("15/BB-CAP");
        assertThat(station.locator("[data-hash]")).hasText(hash);
        assertThat(station.request().get(url(station.locator("[data-scanned] a").getAttribute("href"))).headers().get("content-type")).isEqualTo("image/png");
        accessibleForm(station);
        picture(station, "cleaning-receipt");
        completeByKeyboard(station);
        runJobs();
        assertThat(fact("R1", "id_number || ' ' || identity_status")).isEqualTo("019185000001 MATCHED");
        assertThat(fact("R3", "sex || ' ' || identity_status")).isEqualTo("M MATCHED");
        assertThat(fact("R4", "id_number || ' ' || identity_status")).isEqualTo("019179000004 MATCHED");
        assertThat(fact("R2", "full_name || ' ' || identity_status")).isEqualTo("Tran Thi Hoa MISMATCHED");
        assertThat(jdbc.sql("select npd_result from cleaning_row r join citizen c on c.id = r.citizen_id where record_id = 'R1'").query(String.class).single())
                .isEqualTo("NPD_CORRECTED");
    }

    private static byte[] scan() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(900, 620, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void undoingTakesBackOneKeyPressAndOneClass() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        keys(page, "Enter");
        assertThat(record(page)).containsText("Phạm Thị Mai");
        keys(page, "s", "Enter");
        assertThat(record(page)).containsText("Lê Văn Nam");
        saved(page);
        keys(page, "u");
        assertThat(record(page)).containsText("Tran Thi Hoa");
        assertThat(message(page)).containsText("Đã hoàn tác");
        assertThat(state("R2")).isEqualTo("OPEN");
        assertThat(state("R1")).isEqualTo("REVIEWED ACCEPT");
        // the skipping too
        keys(page, "u");
        assertThat(record(page)).containsText("Phạm Thị Mai");
        keys(page, "Control+z");
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        assertThat(state("R1")).isEqualTo("OPEN");
        keys(page, "u");
        assertThat(message(page)).containsText("Không còn thao tác nào để hoàn tác");

        keys(page, "c");
        assertThat(page.locator("dialog")).containsText("Chỉ những hồ sơ có đề xuất đã được CSDL quốc gia về dân cư xác nhận");
        keys(page, "Enter");
        assertThat(page.locator("dialog .btn-success")).hasText("Chấp nhận cả 3 hồ sơ");
        assertThat(page.locator("dialog tbody tr")).hasCount(3);
        accessible(page);
        picture(page, "cleaning-sample");
        assertThat(page.locator("dialog .btn-success")).isEnabled();
        keys(page, "Enter", "Enter");
        assertThat(message(page)).containsText("Đã ghi 3 hồ sơ");
        assertThat(List.of(state("R1"), state("R2"), state("R3"))).containsOnly("REVIEWED ACCEPT");
        keys(page, "u");
        assertThat(message(page)).containsText("Đã hoàn tác 3 hồ sơ");
        assertThat(List.of(state("R1"), state("R2"), state("R3"))).containsOnly("OPEN");
    }

    @Test
    void aClassIsNotAcceptedBeforeItsWholeSampleWasOnScreen() {
        for (int i = 1; i <= 24; i++) {
            person("R" + i, "Tổ 1", "Nguyễn Văn " + (char) ('A' + i - 1) + "n,M,1985-03-07,0190850001%02d".formatted(i),
                    "Nguyễn Văn " + (char) ('A' + i - 1) + "n,M,1985-03-07,190850001%02d".formatted(i));
        }
        UUID batch = listed();
        Page page = opened(batch, "station1");
        page.setViewportSize(1366, 650);
        keys(page, "c", "Enter");
        Locator accept = page.locator("dialog .btn-success");
        assertThat(accept).hasText("Chấp nhận cả 24 hồ sơ");
        assertThat(page.locator("dialog tbody tr")).hasCount(20);
        assertThat(accept).isDisabled();
        keys(page, "Enter");
        assertThat(accept).isDisabled();
        for (int i = 0; i < 20 && accept.isDisabled(); i++) {
            keys(page, "Space");
            page.waitForTimeout(200);
        }
        assertThat(page.locator("dialog")).containsText("Đã xem 20/20 hồ sơ của mẫu.");
        keys(page, "Enter", "Enter");
        assertThat(message(page)).containsText("Đã ghi 24 hồ sơ");
        assertThat(page.locator(".mx-pace")).containsText("24/24");
    }

    @Test
    void rowsAreFoundByClassHamletProposalAndName() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        Locator found = page.locator(".mx-found-count");
        assertThat(found).hasText("5 hồ sơ");
        page.selectOption("[aria-label='Lọc theo nhóm sai sót']", "M2");
        assertThat(found).hasText("1 hồ sơ");
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        page.selectOption("[aria-label='Lọc theo nhóm sai sót']", "");
        page.selectOption("[aria-label='Lọc theo thôn, tổ']", "Tổ 2");
        assertThat(found).hasText("3 hồ sơ");
        page.selectOption("[aria-label='Lọc theo đề xuất']", "PROPOSAL");
        assertThat(found).hasText("1 hồ sơ");
        assertThat(record(page)).containsText("Lê Văn Nam");
        page.selectOption("[aria-label='Lọc theo đề xuất']", "");
        page.selectOption("[aria-label='Lọc theo thôn, tổ']", "");
        assertThat(found).hasText("5 hồ sơ");

        record(page).focus();
        keys(page, "/");
        assertThat(page.locator("input[type=search]")).isFocused();
        // no key decides while something is typed
        page.keyboard().type("vu minh tue");
        assertThat(found).hasText("1 hồ sơ");
        keys(page, "Enter");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        assertThat(record(page)).isFocused();
        keys(page, "/");
        page.keyboard().type("vũ minh tuệ");
        assertThat(found).hasText("1 hồ sơ");
        keys(page, "Escape");
        assertThat(found).hasText("5 hồ sơ");
        keys(page, "/");
        page.keyboard().type("đổ");
        assertThat(found).hasText("0 hồ sơ");
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isZero();
        nothingLeftBehind(page);
    }

    @Test
    void aHintIsNeverAcceptedAndARefusedValueComesBack() {
        registrySaysNoDetails();
        fiveWrongRecords();
        // a number that another person proved to be theirs
        person("R6", "Tổ 1", "Vũ Thị Bình,F,1980-02-02,019180000006", "Vũ Thị Bình,F,1980-02-02,019180000006");
        UUID batch = listed();
        Page page = opened(batch, "station1");
        keys(page, "s", "s", "s", "s");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        assertThat(record(page)).containsText("Gợi ý, chưa được xác nhận");
        keys(page, "Enter");
        assertThat(message(page)).containsText("Gợi ý chưa được xác nhận");
        assertThat(state("R5")).isEqualTo("OPEN");
        keys(page, "1");
        assertThat(page.locator("[data-field=sex]")).hasValue("M");
        picture(page, "cleaning-hint");
        // a wrong number is said before it is sent
        page.locator("[data-field=idNumber]").focus();
        page.locator("[data-field=idNumber]").fill("1234");
        keys(page, "Enter");
        assertThat(page.locator(".mx-edit-foot .mx-error")).containsText("12 chữ số");
        // and one that is somebody else's by the server
        page.locator("[data-field=idNumber]").fill("019180000006");
        keys(page, "Enter");
        assertThat(message(page)).containsText("Số này đã được xác nhận là của người khác");
        keys(page, "s");
        assertThat(record(page)).containsText("Vũ Minh Tuệ");
        assertThat(page.locator(".mx-refusal")).containsText("Số này đã được xác nhận là của người khác");
        assertThat(state("R5")).isEqualTo("OPEN");
        keys(page, "e");
        assertThat(page.locator("[data-field=idNumber]")).hasValue("019180000006");
        assertThat(page.locator("[data-field=idNumber]")).isFocused();
        page.keyboard().type("019092000005");
        keys(page, "Enter");
        saved(page);
        assertThat(state("R5")).isEqualTo("REVIEWED EDIT");
    }

    @Test
    void twoOfficersAtOneListNeverOverwriteEachOther() {
        fiveWrongRecords();
        UUID batch = listed();
        Page one = claimed(batch, "station1");
        Page two = opened(batch, "station2");
        // not hers, and still she may decide; the button is his
        assertThat(two.locator(".mx-left-over")).containsText("Cán bộ đang giữ việc bấm Hoàn thành");
        assertThat(record(two)).containsText("Nguyễn Thị Lan");
        keys(one, "Enter");
        saved(one);
        keys(two, "e");
        two.locator("[data-field=phone]").fill("0987654321");
        keys(two, "Enter");
        assertThat(message(two)).containsText("cán bộ khác vừa xử lý hồ sơ này");
        assertThat(decisionsOf("R1")).containsExactly("station1 ACCEPT");
        // what she went on to stays before her; then the row comes back with what happened
        assertThat(record(two)).containsText("Phạm Thị Mai");
        keys(two, "s");
        assertThat(record(two)).containsText("Nguyễn Thị Lan");
        assertThat(two.locator(".mx-refusal")).containsText("cán bộ khác vừa xử lý");
        assertThat(two.locator(".mx-decided")).containsText("Chấp nhận đề xuất – station1");
        keys(two, "j", "j", "Enter");
        saved(two);
        assertThat(decisionsOf("R2")).containsExactly("station2 ACCEPT");
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isEqualTo(2);
    }

    @Test
    void anOutageLosesNothingAndDecidesNothingTwice() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        Consumer<Route> away = Route::abort;
        page.route("**/decisions", away);
        keys(page, "Enter", "s", "Enter");
        assertThat(record(page)).containsText("Lê Văn Nam");
        assertThat(page.locator(".mx-saved")).hasText("Chưa lưu: 2");
        assertThat(page.locator(".mx-trouble")).containsText("Mất kết nối tới máy chủ");
        picture(page, "cleaning-outage");
        accessible(page);
        // leaving the page would lose them: the browser asks
        assertThat((Boolean) page.evaluate("() => !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")).isTrue();
        page.unroute("**/decisions", away);
        saved(page);
        assertThat(page.locator(".mx-trouble")).hasCount(0);
        assertThat(decisionsOf("R1")).containsExactly("station1 ACCEPT");
        assertThat(decisionsOf("R2")).containsExactly("station1 ACCEPT");

        // an answer that gets lost on its way: the decision was taken, and is not a conflict with itself
        AtomicInteger lost = new AtomicInteger();
        page.route("**/decisions", route -> {
            if (lost.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        keys(page, "Enter");
        assertThat(page.locator(".mx-saved")).hasText("Chưa lưu: 1");
        saved(page);
        assertThat(decisionsOf("R3")).containsExactly("station1 ACCEPT");
        assertThat(page.locator(".mx-refusal")).hasCount(0);
        // after a reload the officer goes on where something is left
        page.reload();
        page.locator(".mx-record[data-line]").waitFor();
        assertThat(page.locator(".mx-pace")).containsText("3/5");
        assertThat(record(page)).containsText("Phạm Thị Mai");
    }

    @Test
    void aSessionThatEndedLosesNothing() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        var kept = page.context().cookies().stream().filter(cookie -> !cookie.name.equals("JSESSIONID")).toList();
        page.context().clearCookies();
        page.context().addCookies(kept);
        keys(page, "Enter", "s", "Enter");
        assertThat(page.locator(".mx-trouble")).containsText("Chưa lưu: 2");
        assertThat(page.locator(".mx-trouble")).containsText("Phiên đăng nhập đã hết");
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isZero();
        // Tasklist notices too, and shows its own login in the place of the form
        page.evaluate("() => { location.hash = '#/login'; }");
        assertThat(page.locator(".mx-trouble.mx-alone")).isVisible();
        Page login = page.context().waitForPage(() -> page.locator(".mx-trouble .btn-primary").click());
        login.fill("#username", "station1");
        login.fill("#password", "minhxac");
        login.click("form[action$='/login'] button[type=submit]");
        login.waitForURL(address -> !address.contains("/login"));
        login.close();
        page.locator(".mx-record[data-line]").waitFor();
        assertThat(page.locator(".mx-trouble")).hasCount(0);
        assertThat(page.locator(".mx-pace")).containsText("2/5");
        assertThat(decisionsOf("R1")).containsExactly("station1 ACCEPT");
        assertThat(decisionsOf("R2")).containsExactly("station1 ACCEPT");
    }

    @Test
    void whatIsNotMeantAsADecisionIsNone() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        // a key held down, and a letter that a Vietnamese input method made of "as"
        record(page).evaluate("pane => pane.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', repeat: true, bubbles: true, cancelable: true}))");
        record(page).evaluate("pane => pane.dispatchEvent(new KeyboardEvent('keydown', {key: 'á', bubbles: true, cancelable: true}))");
        assertThat(message(page)).containsText("Bộ gõ tiếng Việt đang bật");
        keys(page, "Control+a", "Alt+e");
        assertThat(page.locator("[data-field]")).hasCount(0);
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        keys(page, "?");
        assertThat(page.locator("dialog")).containsText("Hoàn tác việc vừa làm");
        accessible(page);
        picture(page, "cleaning-help");
        keys(page, "Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(record(page)).isFocused();
        assertThat(jdbc.sql("select count(*) from cleaning_decision").query(Integer.class).single()).isZero();
        // who leaves a field unsaved finds it again
        keys(page, "e");
        page.locator("[data-field=phone]").fill("0987654321");
        page.locator(".mx-list li").nth(1).click();
        assertThat(record(page)).containsText("Phạm Thị Mai");
        keys(page, "k", "e");
        assertThat(page.locator("[data-field=phone]")).hasValue("0987654321");
        keys(page, "Escape", "e");
        assertThat(page.locator("[data-field=phone]")).hasValue("0912345678");
    }

    @Test
    void onlyWhatWasTypedIsChanged() {
        person("R1", "Tổ 1", "Nguyễn Thị Lan,F,1985-03-07,019185000001", "Nguyễn Thị Lan,F,1985-03-07,1.91850E+10");
        UUID batch = listed();
        Page page = opened(batch, "station1");
        keys(page, "e", "Enter");
        assertThat(page.locator(".mx-edit-foot .mx-error")).containsText("Chưa sửa trường nào");
        // another phone is known, the number not yet: it stays as it is
        page.locator("[data-field=phone]").fill("0987654321");
        keys(page, "Enter");
        saved(page);
        assertThat(jdbc.sql("select coalesce(to_id_number, '-') || ' ' || to_phone from cleaning_row").query(String.class).single())
                .isEqualTo("- 0987654321");
    }

    @Test
    void keysFasterThanADialogClosesAreForTheNextDialog() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        for (String key : List.of("m", "5", "1", "2")) {
            page.keyboard().press(key);
        }
        assertThat(record(page)).containsText("Phạm Thị Mai");
        saved(page);
        assertThat(state("R1")).isEqualTo("REVIEWED DOSE");
    }

    @Test
    void theRecordOnTheScreenIsKeptHoweverFarTheListIsScrolled() {
        Page page = officer("station1");
        page.navigate(url("/camunda/app/tasklist/default/"));
        assertThat((String) page.evaluate("""
                async () => {
                  const {Rows} = await import('/js/cleaning-rows.js');
                  const rows = new Rows(async path => path.split('=')[1].split(',').map(line => ({line: Number(line), state: 'OPEN'})), () => {});
                  const lines = Array.from({length: 2000}, (none, i) => i + 1);
                  rows.set({lines: lines, states: lines.map(() => 'OPEN')}, () => true);
                  rows.pinned = 1;
                  for (let from = 0; from < 2000; from += 50) { await rows.load(lines.slice(from, from + 50)); }
                  return [Boolean(rows.at(0)), Boolean(rows.at(1)), Boolean(rows.at(1999)), rows.details.size].join();
                }""")).isEqualTo("true,false,true,600");
    }

    @Test
    void aPhoneShowsTheRecordInItsWidth() {
        fiveWrongRecords();
        UUID batch = listed();
        Page page = opened(batch, "station1");
        page.setViewportSize(390, 844);
        assertThat(record(page)).containsText("Nguyễn Thị Lan");
        record(page).scrollIntoViewIfNeeded();
        picture(page, "cleaning-phone");
        assertThat((Integer) page.evaluate("() => Array.from(document.querySelectorAll('.mx-cleaning *')).filter(one => "
                + "!one.closest('.sr-only') && one.getBoundingClientRect().width && one.getBoundingClientRect().right > 391).length")).isZero();
        page.locator(".mx-step").nth(1).click();
        assertThat(record(page)).containsText("Phạm Thị Mai");
        accessible(page);
    }

    @Test
    void valuesAreComparedLetterByLetter() {
        Page page = officer("station1");
        page.navigate(url("/camunda/app/tasklist/default/"));
        String compared = (String) page.evaluate("""
                async () => {
                  const {compare} = await import('/js/cleaning-diff.js');
                  const shown = parts => parts.map(part => ({same: part.text, changed: '[' + part.text + ']', extra: '{' + part.text + '}',
                    gap: '<' + part.text + '>'}[part.kind])).join('');
                  return [['fullName', 'Nguyễn Lan', 'Nguyễn Thị Lan'], ['fullName', 'NGUYEN VAN HOA', 'Nguyễn Văn Hòa'],
                    ['fullName', 'Nguyễn Vănn An', 'Nguyễn Văn An'], ['fullName', 'Lê Hùng', 'Trần Hùng'], ['idNumber', '19190012345', '019190012345'],
                    ['idNumber', '019 190 012345', '019190012345'], ['idNumber', '0191900123455', '019190012345'],
                    ['idNumber', 'O19190012345', '019190012345'], ['dateOfBirth', '05/04/1990', '04/05/1990'], ['sex', 'Nam', 'Nữ'],
                    ['idNumber', '', '019190012345'], ['fullName', 'Trần Hòa', 'Trần Hòa']]
                    .map(([field, from, to]) => compare(field, from, to).map(shown).join(' → ')).join('\\n');
                }""");
        assertThat(compared.split("\n")).containsExactly("Nguyễn< Thị> Lan → Nguyễn{ Thị} Lan", "NGUY[E]N V[A]N H[O]A → Nguy[ễ]n V[ă]n H[ò]a",
                "Nguyễn Văn{n} An → Nguyễn Văn<n> An", "[Lê] Hùng → [Trần] Hùng", "<0>19190012345 → {0}19190012345",
                "019{ }190{ }012345 → 019< >190< >012345", "019190012345{5} → 019190012345<5>", "[O]19190012345 → [0]19190012345",
                "0[5]/0[4]/1990 → 0[4]/0[5]/1990", "[Nam] → [Nữ]", " → {019190012345}", "Trần Hòa → Trần Hòa");
    }
}
