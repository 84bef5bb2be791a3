/* SPDX-License-Identifier: ISC */
/* The main file of one target under libFuzzer, which has main() and makes up the bytes. TARGET is the
 * name of its function (tests/Makefile.am, fuzzers). */
#include "fuzz/ground.h"
#include "fuzz/target.h"

/* The names are libFuzzer's. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	target_start();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	(void)TARGET(ground_edge(data, n), n);
	return 0;
}
