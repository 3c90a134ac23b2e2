-- SPDX-License-Identifier: GPL-2.0-or-later
-- For wrk: asks for the lines of the file $TARGETS one after the other, over and over.
local requests = {}

function init()
	for target in io.lines(os.getenv("TARGETS")) do
		table.insert(requests, wrk.format("GET", target))
	end
end

local last = 0

function request()
	last = last % #requests + 1
	return requests[last]
end
