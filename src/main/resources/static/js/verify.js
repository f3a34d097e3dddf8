// The camera reads the QR code here in the browser, then the form is sent as if its text had been pasted. The reader (jsQR) is
// loaded only when the camera is wanted. Choosing a picture sends the form at once.
(function () {
    'use strict';

    const reader = document.currentScript.dataset.reader;
    const form = document.querySelector('form[enctype]');
    const button = document.getElementById('camera');
    const view = document.getElementById('view');
    const video = view.querySelector('video');
    const refused = document.getElementById('no-camera');
    const start = button.textContent;
    let stream;

    function load() {
        return window.jsQR ? Promise.resolve() : new Promise((loaded, failed) => {
            const script = document.createElement('script');
            script.src = reader;
            script.onload = loaded;
            script.onerror = failed;
            document.head.append(script);
        });
    }

    function stop() {
        if (stream) {
            stream.getTracks().forEach(track => track.stop());
            stream = null;
        }
        view.hidden = true;
        button.textContent = start;
    }

    function look(canvas) {
        if (!stream) {
            return;
        }
        if (video.readyState === video.HAVE_ENOUGH_DATA) {
            // A code of this size needs some 500 pixels across; more only slows a cheap phone down.
            const scale = Math.min(1, 1000 / Math.max(video.videoWidth, video.videoHeight));
            canvas.width = video.videoWidth * scale;
            canvas.height = video.videoHeight * scale;
            const context = canvas.getContext('2d', {willReadFrequently: true});
            context.drawImage(video, 0, 0, canvas.width, canvas.height);
            const code = window.jsQR(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height,
                {inversionAttempts: 'dontInvert'});
            if (code && code.data) {
                stop();
                document.getElementById('picture').value = '';
                document.getElementById('hc1').value = code.data;
                form.requestSubmit();
                return;
            }
        }
        window.setTimeout(() => look(canvas), 150);
    }

    async function toggle() {
        if (stream) {
            stop();
            return;
        }
        try {
            stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: 'environment', width: {ideal: 1280}}});
            await load();
            video.srcObject = stream;
            await video.play();
            refused.hidden = true;
            view.hidden = false;
            button.textContent = button.dataset.stop;
            look(document.createElement('canvas'));
        } catch (unavailable) {
            stop();
            refused.hidden = false;
        }
    }

    if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
        document.getElementById('scan').hidden = false;
        button.addEventListener('click', toggle);
        window.addEventListener('pagehide', stop);
    }
    document.getElementById('picture').addEventListener('change', event => {
        if (event.target.files.length) {
            form.requestSubmit();
        }
    });
})();
