package vn.minhxac.training.sample;

import java.util.List;
import java.util.Random;

/** Vietnamese names as they occur in Thái Nguyên: Kinh, Tày, Nùng, Sán Dìu, Dao, Sán Chay and H'Mông, by generation. */
final class Names {

    enum People {
        KINH("Nguyễn:38 Trần:12 Lê:8 Phạm:8 Hoàng:4 Dương:4 Vũ:4 Bùi:3 Đặng:3 Đỗ:3 Ngô:3 Đào:2 Phan:2 Hà:2 Đinh:1 Trịnh:1 Tạ:1 Lương:1 Mai:1 Đoàn:1 Chu:1 Phùng:1"),
        TAY("Ma:14 Hoàng:12 Nông:10 Lường:7 Hứa:5 Lộc:4 Bế:3 Mông:3 Chu:3 Hà:3 Triệu:2 Nguyễn:6 Lưu:2"),
        NUNG("Nông:10 Lý:8 Lương:6 Vi:6 Hoàng:8 Lăng:4 Âu:2 Đàm:4 Long:2 Lâm:2"),
        SANDIU("Trương:6 Lưu:5 Tạ:4 Ân:1 Diệp:4 Tô:2 Từ:3 Ninh:3 Lục:3 Trần:4"),
        DAO("Triệu:8 Bàn:8 Đặng:6 Phùng:4 Lý:5 Dương:3"),
        SANCHAY("Trần:6 Hoàng:5 Lâm:4 Ninh:4 Sầm:3 Tống:2 Hầu:2"),
        HMONG("Lầu:5 Vàng:6 Giàng:4 Sùng:5 Thào:4 Dương:6 Lý:5 Hoàng:4 Ngô:3 Cư:1");

        private final Weighted surnames;

        People(String surnames) {
            this.surnames = new Weighted(surnames);
        }
    }

    private static final Weighted MIDDLE_M = new Weighted("Văn:30 Đức:6 Quang:5 Ngọc:4 Xuân:5 Hữu:4 Đình:5 Minh:5 Công:3 Thành:4 Duy:3 Trọng:3 Mạnh:3 Tiến:3 Viết:1 Bá:1");
    private static final Weighted MIDDLE_F_OLD = new Weighted("Thị:90 Kim:3 Thúy:2 Thu:2 Ngọc:2");
    private static final Weighted MIDDLE_F_YOUNG = new Weighted("Thị:40 Thị_Thu:7 Thị_Thanh:6 Thị_Ngọc:6 Thị_Hồng:5 Thu:6 Ngọc:7 Phương:6 Khánh:4 Thảo:3 Thanh:5 Quỳnh:3");
    private static final List<String> GIVEN_M_OLD = words("Tý Sửu Dần Thìn Tỵ Ngọ Mùi Thân Hợi Nhâm Quý Canh Thắng Lợi Hùng Dũng Sơn Hải Bình Hòa Thái Chiến Cường Vinh Thọ Lộc Tài Đức Khoa Toàn");
    private static final List<String> GIVEN_M = words("Hùng Dũng Tuấn Hải Nam Long Sơn Thắng Hòa Khoa Phúc Đạt Trung Hiếu Kiên Cường Toàn Vinh Thủy Tiến Việt Huy Lâm Hậu Nghĩa Tùng Đông Khánh Linh Quyết Luân Chiến Thưởng Trường Đoàn Quân Hưng Tú");
    private static final List<String> GIVEN_M_YOUNG = words("Gia_Bảo Minh_Khôi Nhật_Minh Bảo_Long Tuấn_Kiệt Hải_Đăng Minh_Quân Anh_Tú Đức_Anh Gia_Huy Quốc_Bảo Khôi_Nguyên Bảo_Nam Trung_Kiên Tiến_Đạt");
    private static final List<String> GIVEN_F_OLD = words("Lan Huệ Cúc Mận Đào Nhài Bưởi Sen Hòa Bình Thơm Tý Dậu Mùi Thìn Liên Loan Nụ Hợi Chanh Lý Vân Hà Thoa Gái Bé Sâm Quế Xuyến");
    private static final List<String> GIVEN_F = words("Hoa Lan Hương Mai Hạnh Hòa Thúy Thủy Loan Oanh Ngân Quỳnh Trang Linh Nga Yến Vân Dung Hiền Nhung Huệ Ánh Tuyết Uyên Thảo Ly Mỹ Thoa Hằng Giang Nguyệt Hường Phượng Quyên Duyên");
    private static final List<String> GIVEN_F_YOUNG = words("Bảo_Ngọc Khánh_Linh Minh_Anh Hà_My Phương_Anh Gia_Hân Bảo_Châu Ngọc_Diệp Tường_Vy Thảo_Nguyên Bảo_Anh Linh_Đan Anh_Thư Kim_Ngân");
    private static final List<String> HMONG_M = words("A_Páo A_Dế A_Sùng A_Chu Seo_Páo A_Tủa Văn_Páo Văn_Sình Văn_Dình A_Hồ Mí_Sính");
    private static final List<String> HMONG_F = words("Thị_Mỷ Thị_Dợ Thị_Máy Thị_Sông Thị_Chá Thị_Pà Thị_Súa Thị_Vá Y_Dua");

    private static final List<String> FOREIGN = List.of("JOHN PETER HARRIS", "KIM MIN-JUN", "PARK SEO-YEON", "LEE JI-HOON",
            "TANAKA YUKI", "SATO KENJI", "MARIE DUPONT", "ANNA MÜLLER", "O'CONNOR SEAN", "WANG XIAOMING", "SOMCHAI SUKJAI", "LI WEI");

    private final Random random;

    Names(Random random) {
        this.random = random;
    }

    String surname(People people) {
        return people.surnames.pick(random);
    }

    String foreigner() {
        return pick(FOREIGN);
    }

    String full(People people, String surname, String sex, int birthYear) {
        boolean man = sex.equals("M");
        if (people == People.HMONG && random.nextInt(10) < 8) {
            return surname + " " + pick(man ? HMONG_M : HMONG_F);
        }
        if (birthYear >= 2003 && random.nextInt(10) < 5) {
            String given = pick(man ? GIVEN_M_YOUNG : GIVEN_F_YOUNG);
            return surname + " " + (man || random.nextInt(10) < 7 ? "" : "Thị ") + given;
        }
        String middle = (man ? MIDDLE_M : birthYear < 1975 ? MIDDLE_F_OLD : MIDDLE_F_YOUNG).pick(random);
        List<String> given = man ? birthYear < 1965 ? GIVEN_M_OLD : GIVEN_M : birthYear < 1965 ? GIVEN_F_OLD : GIVEN_F;
        // A few, old people above all, have no middle name.
        return random.nextInt(birthYear < 1960 ? 25 : 80) == 0 ? surname + " " + pick(given) : surname + " " + middle + " " + pick(given);
    }

    private String pick(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private static List<String> words(String words) {
        return List.of(words.split(" ")).stream().map(word -> word.replace('_', ' ')).toList();
    }
}
