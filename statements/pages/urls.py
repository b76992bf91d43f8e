"""Addresses of the pages."""

app_name = "statements"
urlpatterns: list = []
