"""The doors, one file each; `api.app` lists them."""
