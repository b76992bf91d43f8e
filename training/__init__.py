"""Makes the encoder's model anew from the annotated corpus (docs/model-card.md); not needed to parse."""
