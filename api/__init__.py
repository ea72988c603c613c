"""The HTTP face: struct in, one SQL call, bytes out. It holds no rule."""
