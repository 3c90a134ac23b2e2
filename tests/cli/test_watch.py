#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""An index that is watched follows its sources by itself."""
import fcntl
import json
import queue
import shutil
import signal
import subprocess
import threading
import time
import unittest

from command import PROGRAM, IndexerTest

# No inotify for the program: it has to look for itself.
BLIND = ["unshare", "-r", "sh", "-c",
         "echo 0 > /proc/sys/user/max_inotify_instances && exec \"$@\"", "sh"]


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
        reader = threading.Thread(target=lambda: [self.results.put(json.loads(line))
                                                  for line in run.stdout])
        reader.start()

        def end():
            run.kill()
            reader.join()
            run.communicate()
        self.addCleanup(end)
        return run

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

    def test_a_burst_is_one_update(self):
        run = self.watch()
        self.next_result()
        for i in range(2000):
            self.write(f"burst/{i % 20}/{i}.txt", f"Text {i} über die Stadt Leipzig.")
        self.assert_counts(self.next_result(), added=2000, unchanged=3, documents=2003)
        time.sleep(3)
        self.assertTrue(self.results.empty())
        self.end(run)

    def test_files_of_other_kinds_are_no_reason(self):
        run = self.watch()
        self.next_result()
        self.write("a.html.swp", "x")
        time.sleep(4)
        self.assertTrue(self.results.empty())
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

    def test_without_notices_it_looks_for_itself(self):
        if subprocess.run([*BLIND, "true"], capture_output=True).returncode:
            self.skipTest("SKIPPED: this system has no namespaces for users")
        run = self.watch("--poll", 1, self.index, self.pages, before=BLIND)
        self.assert_counts(self.next_result(), added=3, documents=3)
        self.write_page("d.html")
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
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
            time.sleep(3)
            self.assertTrue(self.results.empty())
        self.assert_counts(self.next_result(), added=1, unchanged=3, documents=4)
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
        for i in range(4000):
            self.write_page(f"many/{i}.html", title=f"Seite {i}")
        run = self.watch()
        time.sleep(3)
        started = time.monotonic()
        self.end(run)
        self.assertLess(time.monotonic() - started, 20)
        verified = json.loads(self.run_command("verify", "--json", self.index).stdout)
        self.assertEqual([g["damage"] for g in verified["generations"]], [[]])
        result = self.update()
        self.assertGreater(result["unchanged"], 0)
        self.assertEqual(result["documents"], 4003)

    def test_standard_input_is_refused(self):
        self.run_command("watch", self.index, "-", status=2)


if __name__ == "__main__":
    unittest.main()
