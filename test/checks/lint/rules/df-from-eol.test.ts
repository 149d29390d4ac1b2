import { describe, expect, test } from 'vitest';
import { dfFromEol } from '../../../../src/checks/lint/rules/df-from-eol.ts';
import { caughtBy } from '../../../support/linting.ts';

const CHOICE = { now: new Date('2026-08-23T00:00:00Z') };

describe('catches', () => {
  test.each<[string, string[]]>([
    ['FROM node:18', ['node:18']],
    ['FROM node:16.2.0-alpine3.14', ['node:16.2.0-alpine3.14']],
    ['FROM python:3.8-slim', ['python:3.8-slim']],
    ['FROM python:3.13-slim-buster', ['python:3.13-slim-buster']],
    ['FROM debian:buster-slim', ['debian:buster-slim']],
    ['FROM debian:9.13', ['debian:9.13']],
    ['FROM ubuntu:18.04', ['ubuntu:18.04']],
    ['FROM docker.io/library/ubuntu:xenial-20210114', ['docker.io/library/ubuntu:xenial-20210114']],
    ['FROM public.ecr.aws/docker/library/alpine:3.14', ['public.ecr.aws/docker/library/alpine:3.14']],
    ['FROM centos:8', ['centos:8']],
    ['FROM registry.access.redhat.com/ubi7/ubi:7.9', ['registry.access.redhat.com/ubi7/ubi:7.9']],
    ['FROM mcr.microsoft.com/dotnet/sdk:6.0', ['mcr.microsoft.com/dotnet/sdk:6.0']],
    ['FROM opensuse/leap:15.3', ['opensuse/leap:15.3']],
    ['ARG V=7.4\nFROM php:$V-fpm', ['php:$V-fpm']],
    ['FROM scratch\nCOPY --from=golang:1.19 /x /y', ['--from=golang:1.19']],
    ['FROM amazonlinux:2', ['amazonlinux:2']],
  ])('%j', (text, expected) => {
    expect(caughtBy(dfFromEol, text, CHOICE)).toEqual(expected);
  });
});

describe('does not catch', () => {
  test.each([
    'FROM node:24',
    'FROM node:18x/y',
    'FROM node',
    'FROM node:lts',
    'FROM python:3',
    'FROM python:3.13-slim-bookworm',
    'FROM debian:bookworm',
    'FROM ubuntu:24.04',
    'FROM alpine:3.23',
    'FROM me/node:18',
    'FROM ghcr.io/a/debian:9',
    'FROM node@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'FROM constructor:1',
    'FROM me/a:buster',
    'FROM debian:unstable',
    'FROM $X',
  ])('%j', (text) => {
    expect(caughtBy(dfFromEol, text, CHOICE)).toEqual([]);
  });
});

test('the day of judgement decides', () => {
  const caughtOn = (day: string): string[] => caughtBy(dfFromEol, 'FROM node:20', { now: new Date(day) });
  expect(caughtOn('2026-04-30T12:00:00Z')).toEqual([]);
  expect(caughtOn('2026-05-01T00:00:00Z')).toEqual(['node:20']);
});
