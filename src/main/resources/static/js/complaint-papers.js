// Photos are checked and made smaller here, in the browser, and uploaded at once. What can be said at once is: what a portrait
// proves (R03), that a photo is blurred (R08), that a file is too large.
(function () {
    'use strict';

    const MOST = 5;
    const LARGEST = 5 * 1024 * 1024;
    const LONGEST_SIDE = 2000;
    const LOOK = 640;
    // Variance of the Laplacian of a legible page is in the hundreds; motion or a wrong focus bring it down to a few dozen.
    const SHARP = 60;

    function scaled(bitmap, side) {
        const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
        const canvas = document.createElement('canvas');
        canvas.width = Math.max(1, Math.round(bitmap.width * scale));
        canvas.height = Math.max(1, Math.round(bitmap.height * scale));
        const context = canvas.getContext('2d', {willReadFrequently: side === LOOK});
        context.imageSmoothingQuality = 'high';
        context.fillStyle = '#fff';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
        return canvas;
    }

    function sharpness(bitmap) {
        const canvas = scaled(bitmap, LOOK);
        const {width, height} = canvas;
        const rgba = canvas.getContext('2d').getImageData(0, 0, width, height).data;
        const grey = new Float32Array(width * height);
        for (let i = 0; i < grey.length; i++) {
            grey[i] = 0.299 * rgba[4 * i] + 0.587 * rgba[4 * i + 1] + 0.114 * rgba[4 * i + 2];
        }
        let sum = 0;
        let squares = 0;
        let n = 0;
        for (let y = 1; y < height - 1; y++) {
            for (let x = 1; x < width - 1; x++) {
                const at = y * width + x;
                const edge = 4 * grey[at] - grey[at - 1] - grey[at + 1] - grey[at - width] - grey[at + width];
                sum += edge;
                squares += edge * edge;
                n++;
            }
        }
        return n ? squares / n - (sum / n) ** 2 : 0;
    }

    function papers(box) {
        const form = box.closest('form');
        const input = box.querySelector('input[type=file]');
        const list = box.querySelector('[data-list]');
        const add = box.querySelector('[data-add]');
        const said = box.querySelector('[data-said]');
        const blurred = box.querySelector('[data-blurred-box]');
        const portrait = box.querySelector('[data-no-portrait]');
        const text = box.dataset;

        const kind = () => box.querySelector('input[name=kind]:checked');
        const value = (paper, part) => form.elements['papers[' + paper + '].' + part];

        function say(words, wrong) {
            said.textContent = words;
            said.hidden = !words;
            said.className = 'mb-3 alert ' + (wrong ? 'alert-danger' : 'alert-success');
        }

        function set(paper, part, text) {
            let field = value(paper, part);
            if (!field) {
                field = document.createElement('input');
                field.type = 'hidden';
                field.name = 'papers[' + paper + '].' + part;
                form.append(field);
            }
            field.value = text;
        }

        function free() {
            for (let paper = 0; paper < MOST; paper++) {
                if (!value(paper, 'id') || !value(paper, 'id').value) {
                    return paper;
                }
            }
            return -1;
        }

        function changed() {
            add.hidden = free() < 0;
            document.dispatchEvent(new CustomEvent('mx:changed'));
        }

        function remove(paper, item) {
            set(paper, 'id', '');
            item.remove();
            say('');
            changed();
            input.focus();
        }

        function show(paper, label, name, picture) {
            const item = document.createElement('li');
            const words = document.createElement('span');
            const what = document.createElement('b');
            const file = document.createElement('small');
            const button = document.createElement('button');
            what.textContent = label;
            file.textContent = name;
            words.append(what, file);
            button.className = 'btn btn-outline-primary btn-sm';
            button.type = 'button';
            button.textContent = text.remove;
            button.setAttribute('aria-label', text.remove + ' ' + name);
            button.addEventListener('click', () => remove(paper, item));
            if (picture) {
                const small = scaled(picture, 160);
                small.setAttribute('aria-hidden', 'true');
                item.append(small);
            }
            item.append(words, button);
            list.append(item);
        }

        async function upload(file, name, picture) {
            const chosen = kind();
            const data = new FormData();
            data.append('kind', chosen.value);
            data.append('file', file, name);
            say(text.busy);
            try {
                const response = await fetch('/api/v1/attachments', {method: 'POST', body: data, credentials: 'same-origin',
                    headers: {Accept: 'application/json', 'Accept-Language': document.documentElement.lang}});
                const answer = await response.json().catch(() => ({}));
                if (!response.ok) {
                    say([answer.title, answer.detail].filter(Boolean).join('. ') || text.failed, true);
                    return;
                }
                const paper = free();
                set(paper, 'id', answer.id);
                set(paper, 'kind', chosen.value);
                set(paper, 'name', name.slice(0, 60));
                show(paper, chosen.dataset.label, name, picture);
                say(text.added);
                chosen.checked = false;
                changed();
            } catch (away) {
                say(text.failed, true);
            } finally {
                input.value = '';
            }
        }

        async function take(anyway) {
            const file = input.files[0];
            blurred.hidden = true;
            say('');
            if (!file) {
                return;
            }
            if (!kind()) {
                say(text.kind, true);
                return;
            }
            if (kind().value === 'PORTRAIT') {
                input.value = '';
                return;
            }
            if (file.type === 'application/pdf') {
                if (file.size > LARGEST) {
                    say(text.large, true);
                    input.value = '';
                } else {
                    await upload(file, file.name);
                }
                return;
            }
            let picture;
            try {
                picture = await createImageBitmap(file, {imageOrientation: 'from-image'});
            } catch (noPicture) {
                say(text.type, true);
                input.value = '';
                return;
            }
            if (!anyway && sharpness(picture) < SHARP) {
                blurred.hidden = false;
                blurred.scrollIntoView({block: 'nearest'});
                return;
            }
            const small = Math.max(picture.width, picture.height) <= LONGEST_SIDE && file.size < LARGEST / 5
                && ['image/jpeg', 'image/png'].includes(file.type);
            const sent = small ? file : await new Promise(done => scaled(picture, LONGEST_SIDE).toBlob(done, 'image/jpeg', 0.88));
            await upload(sent, small ? file.name : file.name.replace(/\.[^.]*$/, '') + '.jpg', picture);
        }

        // What the server listed; its buttons send the form, which is not needed here.
        for (const item of list.querySelectorAll('[data-paper]')) {
            item.querySelector('button').addEventListener('click', event => {
                event.preventDefault();
                remove(Number(item.dataset.paper), item);
            });
        }
        input.addEventListener('change', () => take(false));
        for (const choice of box.querySelectorAll('input[name=kind]')) {
            choice.addEventListener('change', () => {
                const no = choice.value === 'PORTRAIT';
                portrait.hidden = !no;
                input.disabled = no;
                if (!no && input.files.length) {
                    take(false);
                }
            });
        }
        box.querySelector('[data-retake]').addEventListener('click', () => {
            blurred.hidden = true;
            input.value = '';
            input.click();
        });
        box.querySelector('[data-anyway]').addEventListener('click', () => take(true));
    }

    function start() {
        document.querySelectorAll('[data-papers]').forEach(papers);
    }

    document.addEventListener('mx:page', start);
    start();
})();
