# What the program needs; the program itself is the checkout, which compose.yaml mounts.
FROM python:3.13.5-slim-bookworm
COPY requirements.lock /
RUN python -m pip install --no-cache-dir --require-hashes -r /requirements.lock
WORKDIR /app
ENV HOME=/tmp
