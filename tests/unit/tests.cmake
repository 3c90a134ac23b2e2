# SPDX-License-Identifier: GPL-2.0-or-later
unit_test(searchd matcher_random searchd_parts)
unit_test(searchd matcher searchd_parts)
unit_test(searchd query_lexer searchd_parts)
