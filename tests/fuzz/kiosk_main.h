/* SPDX-License-Identifier: ISC */
/* kiosk_main: the program welkom-kiosk as a function. */
#ifndef FUZZ_KIOSK_MAIN_H
#define FUZZ_KIOSK_MAIN_H

/* What its main() does and returns. */
int kiosk_main(int argc, char **argv);

#endif
