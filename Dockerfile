# The site's image: web server and worker. docs/deploying.md says how to run it.
FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements.txt scripts/uv-requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r uv-requirements.txt \
    && python -m venv --without-pip /opt/venv \
    && UV_PYTHON_DOWNLOADS=never uv pip sync --python /opt/venv/bin/python --require-hashes \
        --only-binary :all: --compile-bytecode --no-cache requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin diplomacy
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY diplomacy diplomacy
COPY scripts scripts
COPY statements statements
COPY static static
COPY templates templates
# An image is for a public site: it refuses to start without the secrets that one needs.
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DIPLOMACY_PRODUCTION=1
# With a key for this one command, so that none gets into the image.
RUN DIPLOMACY_PRODUCTION=0 DIPLOMACY_SECRET_KEY=for-this-command-only python manage.py collectstatic --no-input
USER diplomacy
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "scripts.healthcheck"]
CMD ["gunicorn", "diplomacy.wsgi", "--bind", "0.0.0.0:8000", "-k", "gthread", "-w", "2", "--threads", "8", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
