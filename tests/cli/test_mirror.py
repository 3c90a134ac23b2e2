#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Sites of the corpus, fetched from a real server by wget into a WARC file, packed
and not, and into files, give the same documents. $REGIO_TRIALS: all sites."""
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.parse
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]),
                str(Path(__file__).resolve().parents[1] / "trials")]
from command import IndexerTest  # noqa: E402
from contents import ROOT, Contents, trials  # noqa: E402

CORPUS = ROOT / "corpus/pages"
PAGES = sorted(page for site in CORPUS.glob("*" if trials(0) else "[afu]*")
               for page in site.rglob("*") if page.is_file())
FROM_TEXT = ["text", "evidence", "terms", "values", "words", "part 11", "part 12",
             "part 14", "part 15", "part 17"]


class Proxy(http.server.SimpleHTTPRequestHandler):
    """Serves all sites under their own names, as the folders of these names."""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, *words, **options):
        super().__init__(*words, directory=CORPUS, **options)

    def translate_path(self, path):
        parts = urllib.parse.urlsplit(path)
        return super().translate_path(f"/{parts.hostname}{parts.path}")

    def log_message(self, *_):
        pass


def fetch(folder, *options):
    """Has wget fetch all pages into folder/files, and into WARC files beside it."""
    (folder / "files").mkdir()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        addresses = "".join("http://" + urllib.parse.quote(page.relative_to(CORPUS).as_posix())
                            + "\n" for page in PAGES)
        subprocess.run(["wget", "-q", "-x", "-e",
                        f"http_proxy=http://127.0.0.1:{server.server_port}/",
                        *options, "-i", "-"], cwd=folder / "files", input=addresses, text=True,
                       timeout=120, check=True)
        server.shutdown()


@unittest.skipUnless(shutil.which("wget"), "SKIPPED: wget is not installed")
class Mirrored(IndexerTest):
    @classmethod
    def setUpClass(cls):
        cls.packed = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.plain = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        fetch(cls.packed, "--warc-file=../site")
        fetch(cls.plain, "--warc-file=../site", "--no-warc-compression")

    def documents(self, *sources):
        """By address, whose scheme a folder does not keep."""
        shutil.rmtree(self.index, ignore_errors=True)
        for words in sources:
            self.assertEqual(self.update(*words)["refused"], [])
        contents = Contents(self.index)
        self.assertEqual(contents.faults, [])
        documents = {}
        for document in contents.documents.values():
            document.parts["evidence"] = [text.replace("https:", "http:")
                                          for text in document.parts.get("evidence", [])]
            documents[document.parts["url"][0].split("://")[1]] = document
        self.assertEqual(len(documents), len(PAGES))
        return documents

    def files(self):
        """Each folder that wget made, as a source that knows its address."""
        return self.documents(*(("--base-url", f"http://{site.name}/", site)
                                for site in sorted((self.packed / "files").iterdir())))

    def warc(self):
        return self.documents((self.packed / "site.warc.gz",))

    def assert_same(self, got, expected, *but):
        self.assertEqual(got.keys(), expected.keys())
        wrong = {}
        for name, document in got.items():
            differences = document.differences(expected[name])
            if differences.keys() - set(but):
                wrong[name] = {key: differences[key] for key in differences.keys() - set(but)}
        self.assertEqual(list(wrong.items())[:3], [], f"{len(wrong)} documents differ")

    def test_packed_and_plain_warc_files_give_the_same(self):
        self.assert_same(self.warc(), self.documents((self.plain / "site.warc",)))

    def test_a_folder_of_sites_gives_what_each_of_them_gives(self):
        # The ids are paths there, and the scheme of the addresses is a guess.
        self.assert_same(self.documents((self.plain / "files",)), self.files(),
                         "id", "url", "terms", "values")

    def test_a_warc_file_tells_of_pages_what_files_tell(self):
        self.assert_same(self.warc(), self.files(), *FROM_TEXT)

    def test_a_warc_file_gives_what_files_give(self):
        self.assert_same(self.warc(), self.files())


if __name__ == "__main__":
    unittest.main()
