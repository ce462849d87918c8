"""How the demo pictures are made: canvas (tools), backdrops (walls and floors), scenes, photos, emblems."""
