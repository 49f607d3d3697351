from django.apps import AppConfig


class CairnConfig(AppConfig):
    name = "cairn"
    label = "cairn"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cairn.config import wiring

        wiring.connect()
