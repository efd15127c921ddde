"""Sentences on what moved an amount between two calculations: key, then Swedish and English."""

SENTENCES: dict[str, tuple[str, str]] = {
    "moved.rate": (
        "Stödandelen för {place} är {now} i stället för {before}.",
        "The aid rate for {place} is {now} in place of {before}.",
    ),
    "moved.no_longer": ("Gäller inte längre: {before}", "Holds no longer: {before}"),
    "moved.costs": (
        "De stödberättigande kostnaderna är {now} i stället för {before}.",
        "The eligible costs are {now} in place of {before}.",
    ),
    "moved.categories": (
        "De stödberättigande kostnaderna fördelas på andra kostnadsslag.",
        "The eligible costs lie in other cost categories.",
    ),
}
