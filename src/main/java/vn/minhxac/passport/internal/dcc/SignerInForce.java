package vn.minhxac.passport.internal.dcc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.minhxac.passport.PassportMaker.SigningImpossible;

/** The document signer of this installation, or why there is none. Read once: a new key comes into force with a restart. */
public final class SignerInForce implements Supplier<DocumentSigner> {

    private static final Logger LOG = LoggerFactory.getLogger(SignerInForce.class);

    private final DocumentSigner signer;
    private final SigningImpossible reason;

    public SignerInForce(PassportSigningProperties properties) {
        DocumentSigner loaded = null;
        SigningImpossible problem = null;
        if (properties.keystore() == null) {
            problem = new SigningImpossible("Chưa cấu hình khóa ký hộ chiếu vắc xin: đặt minhxac.passport.keystore và "
                    + "minhxac.passport.keystore-password rồi khởi động lại");
        } else {
            try {
                String password = properties.keystorePassword() == null ? "" : properties.keystorePassword();
                loaded = DocumentSigner.load(properties.keystore(), password.toCharArray(), properties.keyAlias());
                LOG.info("Passports are signed with {} by {}; kid {}, certificate valid until {}", loaded.algorithmName(),
                        loaded.providerName(), HexFormat.of().formatHex(loaded.kid()), loaded.notAfter());
            } catch (IOException | GeneralSecurityException e) {
                LOG.error("The document signer {} cannot be used", properties.keystore(), e);
                problem = new SigningImpossible("Không mở được tệp khóa ký hộ chiếu vắc xin (minhxac.passport.keystore): kiểm tra "
                        + "đường dẫn, mật khẩu và bí danh khóa rồi khởi động lại", e);
            }
        }
        signer = loaded;
        reason = problem;
    }

    /** @throws SigningImpossible when there is none, with what to do about it */
    @Override
    public DocumentSigner get() {
        if (signer == null) {
            throw new SigningImpossible(reason.getMessage(), reason.getCause());
        }
        return signer;
    }

    public Optional<DocumentSigner> find() {
        return Optional.ofNullable(signer);
    }
}
