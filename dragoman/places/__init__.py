"""Where? Parse + Cast -> Place: places named in the text, resolved to GeoNames; and the place of each event."""

from dragoman.places.finder import find_places
from dragoman.places.placing import place_of

__all__ = ["find_places", "place_of"]
