#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index that is watched follows its sources by itself. $REGIO_TRIALS: the files of
a burst."""
import fcntl
import json
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "trials")]
from command import PAGE, PROGRAM, IndexerTest
from contents import trials
from test_archives import zipped
from warc_file import record, response


def short_of(limit, number):
    """Words before a command that give it less inotify: it has to look for itself."""
    return ["unshare", "-r", "sh", "-c",
            f"echo {number} > /proc/sys/user/max_inotify_{limit} && exec \"$@\"", "sh"]


class Watches(IndexerTest):
    def setUp(self):
        super().setUp()
        for name in ("a.html", "b.html", "deep/c.html"):
            self.write_page(name, title=name)

    def watch(self, *words, before=()):
        words = words or [self.index, self.pages]
        run = subprocess.Popen([*before, PROGRAM, "watch", "--json", *map(str, words)],
                               text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.results = queue.Queue()
        self.said = []
        readers = [threading.Thread(target=lambda: [self.results.put(json.loads(line))
                                                    for line in run.stdout]),
                   threading.Thread(target=lambda: self.said.extend(run.stderr))]
        for reader in readers:
            reader.start()

        def end():
            run.kill()
            for reader in readers:
                reader.join()
            run.wait()
            run.stdout.close()
            run.stderr.close()
        self.addCleanup(end)
        return run

    def wait_for_words(self, words, times=1):
        for _ in range(600):
            if sum(words in line for line in self.said) >= times:
                return
            time.sleep(0.1)
        self.fail(f"not said {times} times: {words!r} in {self.said}")

    def times_said(self, words):
        return sum(words in line for line in self.said)

    def assert_quiet(self, seconds=3):
        time.sleep(seconds)
        self.assertTrue(self.results.empty())

    def next_result(self, timeout=60):
        return self.results.get(timeout=timeout)

    def end(self, run, number=signal.SIGTERM):
        run.send_signal(number)
        self.assertEqual(run.wait(timeout=60), 0)

    def test_it_follows_new_changed_moved_and_vanished_pages(self):
        run = self.watch()
        self.assert_counts(self.next_result(), added=3, documents=3)
        self.write_page("new/folder/d.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.write_page("a.html", text="Ein anderer Satz, der länger ist.")
        self.assert_counts(self.next_result(), changed=1, unchanged=3, documents=4)
        (self.pages / "b.html").rename(self.pages / "new/e.html")
        self.assertEqual(self.next_result()["moved"], 1)
        shutil.rmtree(self.pages / "new")
        self.assert_counts(self.next_result(), removed=2, unchanged=2, documents=2)
        self.end(run)

    def test_a_folder_that_is_moved_in_counts_with_all_that_is_in_it(self):
        run = self.watch()
        self.next_result()
        outside = self.folder / "outside/below"
        outside.mkdir(parents=True)
        (outside / "x.html").write_text("<title>x</title><p>Die Stadt Leipzig.</p>")
        (self.folder / "outside").rename(self.pages / "inside")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        (self.pages / "inside/below/y.txt").write_text("Ein Text über Rostock.")
        self.assert_counts(self.next_result(), added=1, unchanged=4, documents=5)
        self.end(run, signal.SIGINT)

    def test_folders_may_be_made_renamed_deleted_and_made_again(self):
        run = self.watch()
        self.next_result()
        (self.pages / "deep").rename(self.pages / "deeper")
        self.assertEqual(self.next_result()["moved"], 1)
        self.write_page("deeper/d.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        shutil.rmtree(self.pages / "deeper")
        self.assert_counts(self.next_result(), removed=2, unchanged=2, documents=2)
        self.write_page("deeper/d.html", title="Neu")
        self.assert_counts(self.next_result(), added=1, unchanged=2, documents=3)
        self.write_page("deeper/e.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.end(run)

    def test_a_source_that_is_gone_for_a_while_loses_nothing(self):
        run = self.watch()
        self.next_result()
        away = self.folder / "away"
        self.pages.rename(away)
        result = self.next_result()
        self.assert_counts(result, documents=3)
        self.assertEqual(len(result["refused"]), 1)
        (away / "b.html").unlink()
        away.rename(self.pages)
        self.assert_counts(self.next_result(), removed=1, unchanged=2, documents=2)
        self.pages.rename(away)
        self.assert_counts(self.next_result(), documents=2)
        self.pages.mkdir()  # as the place where a disk is mounted
        result = self.next_result()
        self.assert_counts(result, documents=2)
        self.assertEqual(len(result["refused"]), 1)
        self.pages.rmdir()
        away.rename(self.pages)
        while (result := self.next_result())["refused"]:
            pass
        self.assert_counts(result, unchanged=2, documents=2)
        self.end(run)

    def test_a_source_may_come_later(self):
        later = self.folder / "later/below"
        run = self.watch(self.index, self.pages, later)
        self.assert_counts(self.next_result(), added=3, documents=3)
        later.mkdir(parents=True)
        (later / "x.html").write_text("<title>x</title><p>Die Stadt Leipzig.</p>")
        result = self.next_result()
        while result["added"] == 0:
            result = self.next_result()
        self.assert_counts(result, added=1, unchanged=3, documents=4)
        self.end(run)

    def test_a_burst_is_one_update(self):
        run = self.watch()
        self.next_result()
        files = trials(1000)
        for i in range(files):
            self.write(f"burst/{i % 20}/{i}.txt", f"Text {i} über die Stadt Leipzig.")
        self.assert_counts(self.next_result(timeout=200),
                           added=files, unchanged=3, documents=files + 3)
        self.assert_quiet()
        self.end(run)

    def test_more_than_the_kernel_remembers_is_found_by_a_walk(self):
        most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
        if most > 50000:
            self.skipTest("SKIPPED: this system remembers too many events")
        run = self.watch()
        self.next_result()
        run.send_signal(signal.SIGSTOP)
        for i in range(most // 8):  # four events each, as of files that are none of ours
            for name in (f"x{i}", f"y{i}"):
                with open(self.pages / name, "wb") as file:
                    file.write(b"x")
                (self.pages / name).unlink()
        self.write_page("unseen/folder/d.html")
        run.send_signal(signal.SIGCONT)
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.write_page("unseen/folder/e.html")
        self.assert_counts(self.next_result(), added=1, unchanged=4, documents=5)
        self.end(run)

    def test_files_of_other_kinds_are_no_reason(self):
        run = self.watch()
        self.next_result()
        self.write("a.html.swp", "x")
        self.assert_quiet(4)
        self.end(run)

    def test_a_file_that_is_replaced_is_noticed(self):
        line = {"id": "x", "body": "Der Hafen von Rostock."}
        file = self.write_lines("export.jsonl", line)
        run = self.watch(self.index, file)
        self.assert_counts(self.next_result(), added=1, documents=1)
        line["body"] = "Der Hafen von Kiel."
        self.write_lines("export.new", line).rename(file)
        self.assert_counts(self.next_result(), changed=1, documents=1)
        self.end(run)

    def test_other_files_beside_a_file_are_no_reason(self):
        file = self.write_lines("export.jsonl", {"id": "x", "body": "Der Hafen."})
        run = self.watch(self.index, file)
        self.next_result()
        self.write_page("beside.html")
        self.assert_quiet()
        self.end(run)

    def test_archives_and_feeds_are_followed(self):
        site = "http://stadt.example"
        files = {"s.zip": [zipped({"a.html": PAGE.format(title=t, text=t)}) for t in "ab"],
                 "s.warc": [record(f"{site}/", response(
                     PAGE.format(title=t, text=t).encode())) for t in "ab"],
                 "s.jsonl": [json.dumps({"id": "x", "body": f"Der Hafen {t}."}).encode()
                             for t in "ab"]}
        paths = [self.write(name, data[0]) for name, data in files.items()]
        run = self.watch(self.index, *paths)
        self.assert_counts(self.next_result(), added=3, documents=3)
        for name, data in files.items():
            with self.subTest(name):
                self.write(name, data[1])
                self.assert_counts(
                    self.next_result(), changed=1, unchanged=2, documents=3)
        self.end(run)

    def assert_looks(self, before, words):
        if subprocess.run([*before, "true"], capture_output=True).returncode:
            self.skipTest("SKIPPED: this system has no namespaces for users")
        run = self.watch("--poll", 1, self.index, self.pages, before=before)
        self.assert_counts(self.next_result(), added=3, documents=3)
        self.write_page("d.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.write_page("deep/er/e.html")
        self.assert_counts(self.next_result(), added=1, unchanged=4, documents=5)
        self.end(run)
        self.assertEqual(self.times_said(words), 1, self.said)

    def test_without_notices_it_looks_for_itself_and_says_so(self):
        self.assert_looks(short_of("instances", 0), "max_user_instances")

    def test_without_watches_for_all_folders_it_looks_for_itself(self):
        self.assert_looks(short_of("watches", 1), "max_user_watches")

    def configure(self, text):
        file = self.folder / "regio.conf"
        new = self.folder / "regio.conf.new"
        new.write_text(text)
        return new.rename(file)

    def test_sources_and_rules_come_from_the_configuration(self):
        file = self.configure("[sources]\nsource = pages\n")
        other = self.folder / "other"
        other.mkdir()
        (other / "x.html").write_text("<title>x</title><p>Die Stadt Leipzig.</p>")
        run = self.watch(self.index, "--config", file)
        self.assert_counts(self.next_result(), added=3, documents=3)
        self.configure("[sources]\nsource = pages\nsource = other\n")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        (other / "y.html").write_text("<title>y</title><p>Die Stadt Rostock.</p>")
        self.assert_counts(self.next_result(), added=1, unchanged=4, documents=5)
        file.write_text("[sources]\nsource = pages\n[places]\nplace = Testhausen; DE; 51.5; 12.25\n")
        self.assert_counts(self.next_result(), changed=3, documents=5)
        self.end(run)

    def test_a_mistake_is_named_and_what_was_said_before_goes_on(self):
        file = self.configure("[sources]\nsource = pages\n")
        run = self.watch(self.index, "--config", file)
        self.next_result()
        for mistake, line in (("[sources]\nsource = pages\nsuorce = x\n", ":3"),
                              ("[sources]\nsource = -\n", "cannot be watched"),
                              ("# nothing\n", "no SOURCE")):
            self.configure(mistake)
            self.wait_for_words(line)
            self.assert_counts(self.next_result(), unchanged=3, documents=3)
        file.unlink()
        self.wait_for_words("No such file")
        self.assert_counts(self.next_result(), unchanged=3, documents=3)
        self.write_page("d.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.configure("[sources]\nsource = pages/deep\n")
        self.next_result()
        self.end(run)
        self.configure("[sources]\nsource = -\n")
        self.run_command("watch", self.index, "--config", file, status=2)
        self.configure("[suorces]\n")
        done = self.run_command("watch", self.index, "--config", file, status=2)
        self.assertIn("regio.conf:1", done.stderr)

    def test_a_hangup_reads_all_again(self):
        file = self.configure("[sources]\nsource = pages\n")
        run = self.watch(self.index, "--config", file)
        self.next_result()
        run.send_signal(signal.SIGHUP)
        self.assert_counts(self.next_result(timeout=20), unchanged=3, documents=3)
        self.configure("[sources]\nsource = pages\nsuorce = x\n")
        self.wait_for_words(":3")
        self.next_result()
        run.send_signal(signal.SIGHUP)
        self.wait_for_words(":3", times=2)
        self.next_result()
        self.end(run)

    def test_others_may_write_between_two_updates(self):
        run = self.watch()
        self.next_result()
        self.run_command("remove", self.index, "a.html")
        self.write_page("d.html")
        result = self.next_result()
        self.assert_counts(result, added=1, unchanged=2, documents=3)
        self.assertEqual(result["kept_out"], 1)
        with open(self.index / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.write_page("e.html")
            self.assert_quiet(5)
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
        self.assert_quiet()
        self.assertEqual(self.times_said("waiting"), 1, self.said)
        self.end(run)

    def test_a_busy_index_is_waited_for_only_if_wanted(self):
        self.update()
        with open(self.index / "lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.run_command("watch", self.index, self.pages, status=3)
            run = self.watch("--wait", self.index, self.pages)
            time.sleep(2)
            self.end(run)
            run = self.watch("--wait", self.index, self.pages)
            time.sleep(1)
        self.assert_counts(self.next_result(), unchanged=3, documents=3)
        self.end(run)

    def test_it_ends_after_the_running_batch(self):
        for i in range(2000):
            self.write_page(f"many/{i}.html", title=f"Seite {i}")
        run = self.watch()
        time.sleep(3)
        self.end(run)
        verified = json.loads(self.run_command("verify", "--json", self.index).stdout)
        self.assertEqual([g["damage"] for g in verified["generations"]], [[]])
        result = self.update()
        self.assertGreater(result["unchanged"], 0)
        self.assertEqual(result["documents"], 2003)

    def test_standard_input_is_refused(self):
        self.run_command("watch", self.index, "-", status=2)


if __name__ == "__main__":
    unittest.main()
