"""桂读 gxreader: a calm, large, speaking article reader for older people and public libraries."""

__version__ = "0.1.0"
