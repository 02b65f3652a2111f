"""The pages: each module reads an address, asks the service and fills a template."""
