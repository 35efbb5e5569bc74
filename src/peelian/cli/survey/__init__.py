"""The commands of `peelian survey`, one file each."""
