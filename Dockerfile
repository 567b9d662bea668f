# Front-end files: fetched, not built. They are plain CSS, one script and a font.
FROM node:24-slim AS frontend
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.11-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

COPY . .
COPY --from=frontend /app/node_modules node_modules
# collectstatic takes a key of its own, so that none is left in the image.
RUN python scripts/compile_messages.py \
    && SECRET_KEY=only-while-building python manage.py collectstatic --noinput \
    && mkdir -p var/deliveries \
    && useradd --system --create-home planpuls \
    && chown -R planpuls var
USER planpuls

EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
    CMD ["python", "scripts/check_health.py"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--limit-request-line", "8190", "--no-control-socket", \
     "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
