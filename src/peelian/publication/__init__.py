"""Publication: findings told as a site that anyone can read, print, check and take away."""
