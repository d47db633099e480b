# The shop: web server, worker and beat are this image with other commands (docker-compose.yml).
FROM python:3.12-slim AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements/base.txt /requirements.txt
RUN python -m venv /packages && /packages/bin/pip install --require-hashes --requirement /requirements.txt

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /shop shop && install --directory --owner shop /var/lib/shop
COPY --from=packages /packages /packages
COPY . /shop
WORKDIR /shop
ENV PATH=/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 SHOP_VAR_DIR=/var/lib/shop
USER shop
VOLUME /var/lib/shop
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--workers", "2", "--blocking-threads", "8", "--workers-kill-timeout", "2", \
     "--respawn-failed-workers", "config.wsgi:application"]
