package vn.minhxac.common.internal.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

import vn.minhxac.common.StartRefused;

/**
 * Production is what runs without the profile {@code training}. It refuses to start while a setting is missing that only
 * the operator can give, and names all of them at once, before anything connects anywhere.
 */
public class ProductionSettings implements EnvironmentPostProcessor, Ordered {

    private static final Profiles TRAINING = Profiles.of("training");
    private static final Profiles PRODUCTION = Profiles.of("production");

    /** One thing to set: any of the properties will do. */
    private record Setting(String what, String example, boolean file, String... anyOf) {
    }

    private record Group(String title, List<Setting> settings) {
    }

    private static final List<Group> NEEDED = List.of(
            new Group("Cơ sở dữ liệu (database)", List.of(
                    new Setting("địa chỉ PostgreSQL", "jdbc:postgresql://db.soyte.example.vn:5432/minhxac", false, "spring.datasource.url"),
                    new Setting("tài khoản", "minhxac", false, "spring.datasource.username"),
                    new Setting("mật khẩu", "********", false, "spring.datasource.password"))),
            new Group("CSDL quốc gia về dân cư (population registry)", List.of(
                    new Setting("địa chỉ cổng đối chiếu", "https://doichieu.example.gov.vn", false, "minhxac.registry.url"),
                    new Setting("mã truy cập, hoặc tệp khóa PKCS#12 để xác thực hai chiều", "/etc/minhxac/registry.p12", false,
                            "minhxac.registry.token", "minhxac.registry.keystore"))),
            new Group("Ký số danh sách tiêm (signer of dose lists)", List.of(
                    new Setting("tệp khóa PKCS#12", "/etc/minhxac/signing.p12", true, "minhxac.signing.keystore"),
                    new Setting("mật khẩu của tệp khóa", "********", false, "minhxac.signing.keystore-password"),
                    new Setting("tệp chứng thư gốc được tin cậy (PEM)", "/etc/minhxac/roots.pem", true, "minhxac.signing.trust-anchors"))),
            new Group("Ký hộ chiếu vắc xin (passport signer)", List.of(
                    new Setting("tệp khóa PKCS#12", "/etc/minhxac/passport.p12", true, "minhxac.passport.keystore"),
                    new Setting("mật khẩu của tệp khóa", "********", false, "minhxac.passport.keystore-password"))),
            new Group("Phản ánh của người dân (complaints)", List.of(
                    new Setting("khóa mã hóa ảnh và tệp đính kèm, tạo bằng: openssl rand -base64 32", "kB9…0=", false,
                            "minhxac.complaint.attachment-key"),
                    new Setting("địa chỉ công khai của cổng, ghi trong tin nhắn gửi người dân", "https://minhxac.soyte.example.vn", false,
                            "minhxac.portal.url"))),
            new Group("Thư điện tử (mail)", List.of(
                    new Setting("máy chủ gửi thư", "mail.soyte.example.vn", false, "spring.mail.host"),
                    new Setting("địa chỉ người gửi", "minhxac@soyte.example.vn", false, "minhxac.mail.from"))),
            new Group("Tin nhắn (SMS)", List.of(
                    new Setting("địa chỉ cổng tin nhắn", "https://sms.example.vn/send", false, "minhxac.sms.url"))));

    /** After the configuration files were read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        boolean training = environment.acceptsProfiles(TRAINING);
        if (training && environment.acceptsProfiles(PRODUCTION)) {
            throw new StartRefused("Minh Xác không khởi động: chế độ tập huấn (training) và chế độ vận hành (production) không"
                    + " bao giờ chạy cùng nhau; bỏ một trong hai khỏi spring.profiles.active."
                    + " (The profiles training and production exclude each other.)");
        }
        if (!training) {
            refuseUnlessComplete(environment);
        }
    }

    private static void refuseUnlessComplete(Environment environment) {
        StringBuilder list = new StringBuilder();
        int missing = 0;
        for (Group group : NEEDED) {
            List<String> lines = new ArrayList<>();
            for (Setting setting : group.settings()) {
                String line = problem(setting, environment);
                if (line != null) {
                    lines.add(line);
                }
            }
            if (!lines.isEmpty()) {
                list.append("\n  ").append(group.title()).append('\n');
                lines.forEach(line -> list.append("    ").append(line).append('\n'));
                missing += lines.size();
            }
        }
        if (missing > 0) {
            throw new StartRefused("""
                    Minh Xác không khởi động: chế độ vận hành còn thiếu %d thiết lập.
                    (Minh Xác cannot start in production mode: %d settings are missing; each is named below with an example.)
                    %s
                    Đặt các giá trị này trong tệp application.yaml cạnh tệp jar hoặc bằng biến môi trường \
                    (ví dụ SPRING_DATASOURCE_URL), rồi khởi động lại.
                    Để học và thử với dữ liệu hư cấu: thêm --spring.profiles.active=training""".formatted(missing, missing, list));
        }
    }

    private static String problem(Setting setting, Environment environment) {
        String names = String.join(" | ", setting.anyOf());
        for (String name : setting.anyOf()) {
            String value = environment.getProperty(name);
            if (StringUtils.hasText(value)) {
                return setting.file() && !readable(value)
                        ? names + " – không đọc được tệp " + value + " (file cannot be read)"
                        : null;
            }
        }
        return names + " – " + setting.what() + ", ví dụ: " + setting.example();
    }

    private static boolean readable(String location) {
        return location.contains(":") && !location.startsWith("file:") || Files.isReadable(Path.of(location.replaceFirst("^file:(//)?", "")));
    }
}
