/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "unit.h"
#include "workers/jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whether, in that jail, the deed fails with that errno; 0: it succeeds. */
static bool ends_with(const struct jail *jail, int (*deed)(void), int expected)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		jail_enter(jail);
		errno = 0;
		/* not exit(): sanitizers do more at the end than is allowed */
		syscall(SYS_exit_group, deed() < 0 ? errno : 0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) != expected)
		print_message("%s instead of %s\n", strerror(WEXITSTATUS(status)),
			strerror(expected));
	return WEXITSTATUS(status) == expected;
}

static int open_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM, 0);
}

static int open_passwords(void)
{
	return open("/etc/passwd", O_RDONLY | O_CLOEXEC);
}

static int open_system(void)
{
	return open("/usr", O_RDONLY | O_CLOEXEC);
}

static int make_file(void)
{
	return open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

static int take_memory(int rights)
{
	return mmap(NULL, 4096, rights, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED
		? -1
		: 0;
}

static int take_plain_memory(void)
{
	return take_memory(PROT_READ | PROT_WRITE);
}

static int take_memory_that_runs(void)
{
	return take_memory(PROT_READ | PROT_EXEC);
}

static int call_of_another_machine(void)
{
	return (int)syscall(0x40000000 | SYS_getpid);
}

static int say_nothing(void)
{
	return (int)write(STDERR_FILENO, "", 0);
}

static const int few[] = {SYS_write, SYS_exit_group};
static const struct jail narrow = {.list = JAIL_NONE_BUT,
	.calls = few,
	.call_count = COUNT(few),
	.writes_files = true};

static const int net[] = {SYS_socket, SYS_connect};
static const char *const usr[] = {"/usr", NULL};
static const struct jail wide = {
	.list = JAIL_ALL_BUT, .calls = net, .call_count = COUNT(net), .folders = usr};

static void nothing_is_allowed_but_what_is_listed(void **state)
{
	(void)state;
	assert_true(ends_with(&narrow, say_nothing, 0));
	assert_true(ends_with(&narrow, open_socket, EPERM));
	assert_true(ends_with(&narrow, open_passwords, EPERM));
	assert_true(ends_with(&narrow, call_of_another_machine, EPERM));
}

static void memory_is_allowed_and_none_that_runs(void **state)
{
	(void)state;
	assert_true(ends_with(&narrow, take_plain_memory, 0));
	assert_true(ends_with(&narrow, take_memory_that_runs, EPERM));
}

static void all_is_allowed_but_what_is_listed(void **state)
{
	(void)state;
	assert_true(ends_with(&wide, take_memory_that_runs, 0));
	assert_true(ends_with(&wide, open_socket, EPERM));
	assert_true(ends_with(&wide, call_of_another_machine, EPERM));
}

static void files_are_read_below_the_folders_only(void **state)
{
	(void)state;
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION)
		< 0) {
		print_message("SKIPPED: this kernel has no landlock\n");
		skip();
	}
	assert_true(ends_with(&wide, open_system, 0));
	assert_true(ends_with(&wide, open_passwords, EACCES));
	assert_true(ends_with(&wide, make_file, EACCES));
}

static void limits_hold(void **state)
{
	struct jail jail = {.list = JAIL_ALL_BUT, .folders = usr, .files = 3};

	(void)state;
	assert_true(ends_with(&jail, open_system, EMFILE));
	jail.files = 0;
	assert_true(ends_with(&jail, open_system, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_allowed_but_what_is_listed),
		cmocka_unit_test(memory_is_allowed_and_none_that_runs),
		cmocka_unit_test(all_is_allowed_but_what_is_listed),
		cmocka_unit_test(files_are_read_below_the_folders_only),
		cmocka_unit_test(limits_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
