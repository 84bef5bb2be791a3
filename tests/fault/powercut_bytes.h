/* SPDX-License-Identifier: ISC */
/* powercut_bytes: the bytes of a file in memory. */
#ifndef FAULT_POWERCUT_BYTES_H
#define FAULT_POWERCUT_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct powercut_bytes {
	uint8_t *p;
	size_t n, room;
};

/* Makes b n bytes long; what is new is zero. */
void powercut_bytes_resize(struct powercut_bytes *b, size_t n);

/* Writes n bytes of data at at; b grows where it is shorter. */
void powercut_bytes_overlay(struct powercut_bytes *b, size_t at, const uint8_t *data, size_t n);

#endif
