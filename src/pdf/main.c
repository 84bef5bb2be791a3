/* SPDX-License-Identifier: ISC */
/* welkom-pdf: makes the page on standard input into a PDF on standard output, for welkom-purge. The
 * first line is the title. It is a program of its own so that the keeper is neither linked with
 * libharu nor looks for functions while it runs: tests/link/ can then say what the keeper may call,
 * and its start costs nothing. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/program.h"
#include "pdf/sheet.h"

#define NAME "welkom-pdf"
#define MOST (4 * 1024 * 1024) /* bytes of a page */

int
main(void)
{
	char *text = malloc(MOST + 1), *end;
	uint8_t *bytes = NULL;
	struct fail why;
	size_t size;
	ssize_t n;

	nls_start();
	n = text == NULL ? -1 : file_read_all(STDIN_FILENO, text, MOST);
	end = n <= 0 ? NULL : memchr(text, '\n', (size_t)n);
	if (end == NULL || n == MOST) {
		fail_set(&why, _("there is no page on standard input; see welkom-purge(8), --pdf"));
	} else {
		*end++ = '\0';
		if (sheet_make(text, end, (size_t)(text + n - end), &bytes, &size, &why) == 0) {
			if (file_write_all(STDOUT_FILENO, bytes, size) == 0) {
				free(bytes);
				free(text);
				return PROGRAM_DONE;
			}
			fail_set(&why, _("the PDF could not be written"));
		}
	}
	free(bytes);
	free(text);
	return program_fail(NAME, &why);
}
