"""Credentials are found by their documented forms, and words that only look like them are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.secrets import has_secret

# Written in two parts, so that no scanner takes this file for a leak.
SECRETS = {
    "access key": "AKIA" + "Q3EGR7ZSVNBTLK2M",
    "session key": "ASIA" + "Q3EGR7ZSVNBTLK2M",
    "maps key": "AIza" + "SyA-1234567890_abcdefghijklmnopqrst",
    "personal token": "ghp_" + "a1B2" * 9,
    "server token": "ghs_" + "a1B2" * 10,
    "fine-grained token": "github_pat_" + "a1B2_" * 14,
    "group token": "glpat-" + "a1B2-" * 4,
    "package token": "npm_" + "a1B2" * 9,
    "chat token": "xoxb-" + "123456789012-abcDEF",
    "payment key": "sk_live_" + "a1B2" * 6,
    "restricted payment key": "rk_live_" + "a1B2" * 6,
    "private key": "-----BEGIN " + "PRIVATE KEY-----",
    "private key of a kind": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "private key in armour": "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----",
}
HARMLESS = {
    "nothing": "",
    "a word": "AKIA is what such keys begin with",
    "too short": "AKIA" + "Q3EGR7ZSVN",
    "too long": "AKIA" + "Q3EGR7ZSVNBTLK2M" * 2,
    "inside a word": "XAKIA" + "Q3EGR7ZSVNBTLK2M",
    "from the handbook": "AKIA" + "IOSFODNN7EXAMPLE",
    "public key": "-----BEGIN PUBLIC KEY-----",
    "certificate": "-----BEGIN CERTIFICATE-----",
    "test key": "sk_test_" + "a1B2" * 6,
    "a name": "ghp_ and gho_ are prefixes",
    "kisses": "xoxo-love-and-kisses",
    "digest": "0b16701f73e9d3439d1bbeaf173f0f62de35e3170f15e8e85850e451ef07eaa5",
}


@pytest.mark.parametrize("kind", SECRETS)
@pytest.mark.parametrize("around", ["{}", "key={}", 'token: "{}".', "see\n{}\nthere", "({})"])
def test_a_credential_is_found(kind: str, around: str) -> None:
    assert has_secret(around.format(SECRETS[kind]))


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_only_looks_like_one_is_not(kind: str) -> None:
    assert not has_secret(HARMLESS[kind])


@given(st.text(), st.sampled_from(sorted(SECRETS)), st.text())
def test_a_credential_is_found_in_any_text(before: str, kind: str, after: str) -> None:
    assert has_secret(f"{before} {SECRETS[kind]} {after}")
