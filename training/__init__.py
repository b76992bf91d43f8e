"""Makes the encoder's model anew from the annotated corpus; see docs/model-card.md. Not needed to run the parser."""
