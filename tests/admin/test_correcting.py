"""An editor corrects a quote on its page in the admin."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from statements.corrections import record_correction
from statements.models import Correction, Quote
from tests.admin.conftest import signed_in
from tests.factories import (
    ArticleFactory,
    CorrectionFactory,
    EditorFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    PersonFactory,
    QuoteFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
