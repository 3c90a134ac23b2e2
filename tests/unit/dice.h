/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dice: numbers that look random and are the same in every run. */
#ifndef TESTS_UNIT_DICE_H
#define TESTS_UNIT_DICE_H

#include <stdint.h>

/* From 0 to below; Marsaglia's xorshift (2003). The seed is not 0. */
static inline uint32_t dice_roll(uint64_t *seed, uint32_t below)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 33) % below;
}

#endif
