"""A FirstAgenda server on loopback that serves invented meetings of Nordlunde Kommune, well or badly."""
