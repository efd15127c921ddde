"""Sentences on what is wrong in a county's map: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "region.map_lacks": (
        "saknar kommunerna {codes}; kartan har varje kommun i municipalities.csv en gång",
        "lacks the municipalities {codes}; the map has every municipality of municipalities.csv once",
    ),
    "region.map_ring": (
        "ska vara ringar av minst fyra punkter, där den sista är samma som den första",
        "should be rings of at least four points, the last the same as the first",
    ),
    "region.map_point": (
        "har en punkt som inte är två tal, longitud och latitud i grader, som [16.54, 59.61]",
        "has a point that is not two numbers, longitude and latitude in degrees, such as [16.54, 59.61]",
    ),
}
