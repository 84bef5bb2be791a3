/* SPDX-License-Identifier: ISC */
#include "ui/font.h"

#include <limits.h>
#include <linux/kd.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#define MAP 8192 /* bytes: a bit for each of 65536 characters */

static void
set(uint8_t *font, unsigned uc)
{
	font[uc / 8] |= (uint8_t)(1 << uc % 8);
}

uint8_t *
font_read(int fd)
{
	/* room for every number the kernel can count to: another font may be loaded at any moment */
	struct unimapdesc map = {USHRT_MAX, calloc(USHRT_MAX, sizeof(struct unipair))};
	uint8_t *font = calloc(1, MAP);
	unsigned i;

	if (map.entries != NULL && font != NULL && ioctl(fd, GIO_UNIMAP, &map) == 0 &&
		map.entry_ct > 0) {
		for (i = 0; i < map.entry_ct; i++)
			set(font, map.entries[i].unicode);
		set(font, ' ');
	} else {
		free(font);
		font = NULL;
	}
	free(map.entries);
	return font;
}

bool
font_has(const uint8_t *font, uint32_t uc)
{
	return font == NULL || (uc < MAP * 8 && (font[uc / 8] >> uc % 8 & 1) != 0);
}
