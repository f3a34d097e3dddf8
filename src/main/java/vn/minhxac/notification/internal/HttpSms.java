package vn.minhxac.notification.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * SMS through a small HTTP gateway: POST of JSON {@code {to, text}} with a bearer token; {@code Idempotency-Key} is the outbox
 * id, so that the gateway can drop what is sent again after a crash. Any 2xx is taken as accepted.
 */
@Component
@Profile("!training")
class HttpSms implements SmsPort {

    private final NotificationSettings.Sms settings;
    private final ObjectMapper json;
    private final HttpClient client;

    HttpSms(NotificationSettings settings, ObjectMapper json) {
        this.settings = settings.sms();
        this.json = json;
        this.client = HttpClient.newBuilder().connectTimeout(this.settings.timeout())
                .followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public void send(Message message) {
        if (settings.url() == null) {
            throw DeliveryFailed.forNow("no SMS gateway configured (minhxac.sms.url)");
        }
        int status = post(message);
        if (status / 100 == 2) {
            return;
        }
        if (status == 400 || status == 422) {
            throw DeliveryFailed.forGood("SMS gateway refuses the message: " + status);
        }
        throw DeliveryFailed.forNow("SMS gateway answers " + status);
    }

    private int post(Message message) {
        try {
            var request = HttpRequest.newBuilder(settings.url()).timeout(settings.timeout())
                    .header("Content-Type", "application/json; charset=utf-8")
                    .header("Authorization", "Bearer " + settings.token())
                    .header("Idempotency-Key", message.id().toString())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            json.writeValueAsString(Map.of("to", message.recipient(), "text", message.body()))))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (JsonProcessingException e) {
            throw DeliveryFailed.forGood("SMS cannot be composed");
        } catch (IOException e) {
            throw DeliveryFailed.forNow("SMS gateway: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryFailed.forNow("interrupted");
        }
    }
}
