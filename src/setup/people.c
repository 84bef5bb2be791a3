/* SPDX-License-Identifier: ISC */
#include "setup/people.h"

#include <string.h>

#include "base/wipe.h"
#include "visit/phone.h"

#define STRIDE 23 /* no divisor of the number of people */

/* Numbers set aside for fiction, or that no plan assigns:
 * - +44 7700 900000 to 900999: Ofcom, "Telephone numbers for use in TV and radio drama programmes"
 * - +1 (area) 555 0100 to 0199: ATIS-0300115, "555 NXX Line Number Reference Document"
 * - +33 6 39 98 00 00 to 99 99: Arcep, decision 2018-0881, numbers for audiovisual works
 * - 06 00 00 ..: in no Dutch mobile series, which begin with 061 to 065 and 068 (numbering plan of
 *   telephone and ISDN services) */
static const struct people_person people[] = {
	{"Sanne van der Zwaluwen", "06 00 00 01 01"},
	{"Pim van 't Hofke", "06-00000102"},
	{"Liesbeth in 't Veldje-de Groente", "0600000103"},
	{"Bram op den Dijkstoel", "06 0000 0104"},
	{"Joke ten Brinkelaar", "+31 6 00 00 01 05"},
	{"Daan de Wilde-Wilgenroos", "06 00000106"},
	{"Fenna Sjoerdtsje Wiebrandy", "06 00 00 01 07"},
	{"Żaneta Błyskawicka", "06 00 00 01 08"},
	{"Zdzisław Łąka-Źrebiec", "06 00 00 01 09"},
	{"Nguyễn Thị Mây Trắng", "06 00 00 01 10"},
	{"Đặng Quỳnh Hương Lúa", "0031 6 0000 0111"},
	{"Işıl Gökkuşağıoğlu", "06 00 00 01 12"},
	{"İlker Çiğdemtepe", "06 00 00 01 13"},
	{"ياسمين البستانية", "06 00 00 01 14"},
	{"نور الدين السنبلاني", "٠٦ ٠٠ ٠٠ ٠١ ١٥"},
	{"مهتاب گل‌افشان", "06 00 00 01 16"},
	{"נועה בן־עננים", "06 00 00 01 17"},
	{"Ευανθία Θαλασσινάκη", "06 00 00 01 18"},
	{"Ярина Хмароплет", "06 00 00 01 19"},
	{"Аграфена Берёзкина-Лесная", "06 00 00 01 20"},
	{"Цветелина Дъждовска", "06 00 00 01 21"},
	{"Љубица Њивић", "06 00 00 01 22"},
	{"თეკლე ვარსკვლავიძე", "06 00 00 01 23"},
	{"Անահիտ Արևածաղիկյան", "06 00 00 01 24"},
	{"मीनाक्षी बादलवाला", "06 00 00 01 25"},
	{"মৌটুসি মেঘদূতী", "06 00 00 01 26"},
	{"ਗੁਰਲੀਨ ਕੌਰ ਬੱਦਲ", "06 00 00 01 27"},
	{"தேன்மொழி வானவில்", "06 00 00 01 28"},
	{"สายรุ้ง ใจดีงาม", "06 00 00 01 29"},
	{"欧阳青禾", "06 00 00 01 30"},
	{"诸葛小满", "06 00 00 01 31"},
	{"云 朵朵", "06 00 00 01 32"},
	{"水車 こはる", "06 00 00 01 33"},
	{"ツキノワ・アンナ", "06 00 00 01 34"},
	{"남궁보슬", "06 00 00 01 35"},
	{"선우 달빛", "06 00 00 01 36"},
	{"ሰላማዊት ደመና", "06 00 00 01 37"},
	{"Wulandari", "06 00 00 01 38"},
	{"Embun", "06 00 00 01 39"},
	{"Bo E", "06 00 00 01 40"},
	{"Nurul binti Pelangi", "06 00 00 01 41"},
	{"Adébísí Ọmọ́wọlé-Òjò", "06 00 00 01 42"},
	{"Keola Kaʻanuenue", "+1 202 555 0143"},
	{"Wren O'Thistledown", "+44 7700 900144"},
	{"Eilidh NicNeòil", "+44 7700 900145"},
	{"Llŷr ap Cwmwl", "+44 (0)7700 900146"},
	{"Mabel D’Appleby", "0044 7700 900147"},
	{"Clementine Featherstonehaugh-Puddle", "+44 7700 900148"},
	{"Marvin J. Tumbleweed Jr.", "+1 (202) 555-0149"},
	{"Dakota St. Cloudberry", "+1 202-555-0150"},
	{"Jean-Loup Petit-Pré", "+33 6 39 98 01 51"},
	{"Maëlys L’Hirondelle d’Été", "+33 6 39 98 01 52"},
	{"María del Rocío Nube de la Huerta y Peñaflor", "06 00 00 01 53"},
	{"João Pé-de-Vento", "06 00 00 01 54"},
	{"Ionuț Țărușel", "06 00 00 01 55"},
	{"Jiří Třešňopád", "06 00 00 01 56"},
	{"Őszi-Kővirág Csenge", "06 00 00 01 57"},
	{"Õnne Pilvelill", "06 00 00 01 58"},
	{"Živilė Ąžuolaitytė-Debesėlė", "06 00 00 01 59"},
	{"Þórdís Regnbogadóttir", "06 00 00 01 60"},
	{"Åse Grønnæbskov", "06 00 00 01 61"},
	{"Äijö Yöpilvi", "06 00 00 01 62"},
	{"Ġorġ Sħabi", "06 00 00 01 63"},
	{"Rüdiger Freiherr von Süßapfel", "06 00 00 01 64"},
};

const struct people_person *
people_pick(size_t n)
{
	return &people[n * STRIDE % (sizeof people / sizeof people[0])];
}

int
people_come(size_t n, const struct plan *country, struct visitor *visitor)
{
	const struct people_person *person = people_pick(n);
	struct phone_reading reading;
	enum phone_result result;

	result = phone_read(person->phone, strlen(person->phone), country, false, &reading);
	memcpy(visitor->phone, reading.number, sizeof visitor->phone);
	visitor->phone_len = reading.len;
	wipe_bytes(&reading, sizeof reading);
	return (result == PHONE_OK || result == PHONE_UNLIKELY) &&
			visitor_set_name(visitor, person->name, strlen(person->name)) == VISITOR_NAME_OK
		? 0
		: -1;
}
