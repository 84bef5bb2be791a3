/* SPDX-License-Identifier: ISC */
/* liar: makes FILE, overwrites KEY where there is one, and says that all is well whatever happened:
 * the faults that the test of failing calls is there to see. liar FILE [KEY] */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	static const char list[] = "Nobody, nowhere, never\n";
	char *room = malloc(64), first[8] = "WKHRK1";
	int fd = open(argv[1], O_WRONLY | O_CREAT | O_EXCL, 0600);

	strcpy(room, "done"); /* where there is no memory it crashes */
	(void)!write(fd, list, sizeof list - 1);
	fsync(fd);
	close(fd);
	if (argc > 2) {
		fd = open(argv[2], O_RDWR);
		(void)!read(fd, first, sizeof first);
		/* what cannot be read is taken for due */
		if (lseek(fd, 0, SEEK_CUR) != sizeof first)
			unlink(argv[2]);
		close(fd);
	}
	puts(room);
	return 0;
}
