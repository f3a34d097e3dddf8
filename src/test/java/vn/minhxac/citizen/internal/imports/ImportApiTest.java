package vn.minhxac.citizen.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/** The import as officers and other systems call it. */
class ImportApiTest extends ImportTestBase {

    @Autowired
    MockMvc web;

    private static MockMultipartFile file(String csv) {
        return new MockMultipartFile("file", "C:\\Xuất\\dữ liệu.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private String post(String officer, MockMultipartFile file) throws Exception {
        String answer = web.perform(multipart("/api/v1/imports").file(file).with(signedIn(officer)).with(csrf()))
            .andExpect(status().isAccepted()).andReturn().getResponse().getContentAsString();
        imports.runWaiting();
        return JsonPath.read(answer, "$.id");
    }

    @Test
    void anOfficerSendsAFileAndGetsCountsAndErrors() throws Exception {
        String id = post("facility1", file(HEADER + HOA_1 + NAM_1.replace("Vero Cell", "=1+1").replace("VC1", "\"a,\"\"b\"")));
        web.perform(get("/api/v1/imports/" + id).with(user("province1"))).andExpect(status().isOk())
            .andExpect(jsonPath("$.status", is("DONE"))).andExpect(jsonPath("$.rowsRead", is(2))).andExpect(jsonPath("$.rowsAccepted", is(1)))
            .andExpect(jsonPath("$.rowsRejected", is(1))).andExpect(jsonPath("$.people", is(1))).andExpect(jsonPath("$.doses", is(1)))
            .andExpect(jsonPath("$.lists").isArray()).andExpect(jsonPath("$.fileName", is("dữ liệu.csv")));
        String errors = web.perform(get("/api/v1/imports/" + id + "/errors.csv").with(user("facility1"))).andExpect(status().isOk())
            .andExpect(content().contentTypeCompatibleWith("text/csv")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(errors).isEqualTo(HEADER.strip() + ",error_code,error_message\r\n"
            + NAM_1.strip().replace("Vero Cell", "'=1+1").replace("VC1", "\"a,\"\"b\"")
            + ",UNKNOWN_VACCINE,Dòng 3: Vắc xin không có trong danh mục.\r\n");
        String excel = web.perform(get("/api/v1/imports/" + id + "/errors.csv?excel=true").with(user("facility1")))
            .andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(excel).startsWith("\uFEFFrecord_id;full_name;");
        assertThat(run(excel.replace("'=1+1", "Abdala")).rowsAccepted()).isEqualTo(1);
    }

    @Test
    void othersMayNotImportNorLook() throws Exception {
        String id = post("station1", file(HEADER + HOA_1));
        for (String officer : List.of("police1", "chair1", "facilityhead1", "supervisor1", "analyst1", "ministry1")) {
            web.perform(multipart("/api/v1/imports").file(file(HEADER)).with(signedIn(officer)).with(csrf())).andExpect(status().isForbidden());
            web.perform(get("/api/v1/imports/" + id + "/errors.csv").with(user(officer))).andExpect(status().isForbidden());
        }
        web.perform(get("/api/v1/imports/" + id)).andExpect(status().isUnauthorized());
        officers.save(new vn.minhxac.unit.Officer("far1", "far1", Role.PROVINCIAL_HEALTH, UnitKind.PROVINCE, "20", "20", null, null, true), "minhxac");
        web.perform(get("/api/v1/imports/" + id).with(user("far1"))).andExpect(status().isNotFound());
        web.perform(get("/api/v1/imports/none").with(user("province1"))).andExpect(status().isNotFound());
        web.perform(get("/api/v1/imports/" + id).with(user("admin"))).andExpect(status().isOk());
    }

    @Test
    void aBadFileIsAProblemInTheCallersLanguage() throws Exception {
        web.perform(multipart("/api/v1/imports").file(file("record_id,full_name\nR1,A\n")).with(signedIn("province1")).with(csrf()))
            .andExpect(status().isBadRequest()).andExpect(jsonPath("$.code", is("import.columnsMissing")))
            .andExpect(jsonPath("$.title", is("Tệp thiếu cột bắt buộc"))).andExpect(jsonPath("$.errors[0].field", is("sex")));
        web.perform(multipart("/api/v1/imports").with(signedIn("province1")).with(csrf()).header("Accept-Language", "en"))
            .andExpect(status().isBadRequest()).andExpect(jsonPath("$.title", is("The file is empty")));
    }

    @Test
    void anAdministratorImportsForTheOnlyProvinceThereIs() throws Exception {
        post("admin", file(HEADER + HOA_1));
        assertThat(jdbc.sql("select province_code from citizen").query(String.class).single()).isEqualTo("19");
        jdbc.sql("insert into unit (kind, code, name, province_code, valid_from) values ('PROVINCE', '20', 'Tỉnh Lạng Sơn', '20', '2020-01-01')").update();
        web.perform(multipart("/api/v1/imports").file(file(HEADER + HOA_1)).with(signedIn("admin")).with(csrf()))
            .andExpect(status().isUnprocessableEntity()).andExpect(jsonPath("$.code", is("import.whichProvince")));
    }

    @Test
    void spreadsheetAndCsvBecomeTheSame() throws Exception {
        String csv = HEADER + HOA_1 + HOA_2 + NAM_1;
        run(csv);
        var people = people();
        var doses = doses();
        jdbc.sql("truncate citizen, dose cascade").update();
        List<List<Object>> rows = new ArrayList<>();
        csv.lines().forEach(line -> rows.add(new ArrayList<>(Arrays.asList(line.split(",")))));
        assertThat(run(SpreadsheetTest.workbook(rows), false)).extracting(ImportView::status, ImportView::doses).containsExactly("DONE", 3L);
        assertThat(people()).isEqualTo(people);
        assertThat(doses()).isEqualTo(doses);
    }

    @Test
    void thePageUploadsShowsProgressAndResult() throws Exception {
        String bad = web.perform(multipart("/staff/imports").file(file("a,b\n1,2\n")).with(signedIn("province1")).with(csrf()))
            .andExpect(status().isOk()).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8);
        assertThat(bad).contains("Không thấy dòng tiêu đề");
        String url = web.perform(multipart("/staff/imports").file(file(HEADER + HOA_1 + NAM_1.replace("19001", "1"))).with(signedIn("province1")).with(csrf()))
            .andExpect(status().is3xxRedirection()).andExpect(redirectedUrlPattern("/staff/imports/*")).andReturn().getResponse().getRedirectedUrl();
        web.perform(get(url).with(user("province1"))).andExpect(status().isOk()).andExpect(content().string(containsString("Đang nhập")));
        imports.runWaiting();
        web.perform(get(url).with(user("province1"))).andExpect(content().string(containsString("Đã nhập xong")))
            .andExpect(content().string(containsString("errors.csv")));
        web.perform(get("/staff/imports").with(user("province1"))).andExpect(content().string(containsString("dữ liệu.csv")));
        web.perform(get("/staff/imports").with(user("police1"))).andExpect(status().isForbidden());
    }

    /** With a session, as after a login: uploads of strangers are looked at before anybody asks who they are. */
    private static RequestPostProcessor signedIn(String userId) {
        return request -> {
            request.getSession().setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                    new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(userId, null, AuthorityUtils.NO_AUTHORITIES)));
            return request;
        };
    }
}
