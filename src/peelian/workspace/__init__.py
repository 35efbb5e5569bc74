"""The workspace: the folder an analyst owns. It opens the folder and wires the parts of the house."""
