-- SPDX-License-Identifier: GPL-2.0-or-later
-- For wrk: asks one question after the other, and tells at the end what failed.
local paths = {
	"/api/v1/search?q=hafen", "/api/v1/search?q=%22Hafen+der+Stadt%22", "/api/v1/search?q=",
	"/api/v1/search?q=Stadt+hafen&city=Leipzig", "/api/v1/search?q=haf*&year=1990..2100",
	"/?q=hafen", "/?q=", "/readyz",
}
local turn = 0

function request()
	turn = turn % #paths + 1
	return wrk.format("GET", paths[turn])
end

function done(summary, latency)
	local errors = summary.errors
	io.write(string.format(
		'{"requests": %d, "connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d, "p99_ms": %.1f}\n',
		summary.requests, errors.connect, errors.read, errors.write, errors.status,
		errors.timeout, latency:percentile(99) / 1000))
end
