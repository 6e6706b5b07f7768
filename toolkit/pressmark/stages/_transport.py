"""Asks one address over HTTP and nothing else: no proxy, no cookies, no redirects, no retries, no address within.

Of all stages only this module knows a network.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; the body is as it was sent, compressed or not, and the names of the headers are small."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why there is no answer that could be used; `again` says whether another time there may be one."""

    why: str
    again: bool


@dataclass(slots=True)
class Transport:
    """Fetches addresses, each within a time in seconds and a size in bytes."""

    program: str  # as it names itself to servers
    seconds: float = 60.0
    silence: float = 20.0  # seconds without a byte
    most: int = 20_000_000
    _outside: urllib3.PoolManager = field(init=False)
    _anywhere: urllib3.PoolManager = field(init=False)

    def __post_init__(self) -> None:
        self._outside, self._anywhere = _Outside(num_pools=4), urllib3.PoolManager(num_pools=4)

    def get(self, url: str, *, within: bool = False, most: int | None = None) -> Answer | Unanswered:
        """Returns what an address answers; only `within` may it be one of this machine or of a network within."""
        manager = self._anywhere if within else self._outside
        headers = {"User-Agent": self.program, "Accept": "text/html,*/*;q=0.8", "Accept-Encoding": "gzip"}
        wait = urllib3.Timeout(connect=self.silence, read=self.silence)
        begun = time.monotonic()
        try:
            response = manager.request(
                "GET", url, headers=headers, redirect=False, retries=False, preload_content=False, timeout=wait
            )
            try:
                return self._whole(response, begun, most or self.most)
            finally:
                response.close()
        except _WithinError:
            return Unanswered("its host is within this network", again=False)
        except TimeoutError:
            return Unanswered("timed out", again=True)
        except (HTTPError, OSError, ValueError) as failed:
            return Unanswered(f"cannot be reached: {type(failed).__name__}", again=True)

    def _whole(self, response: urllib3.BaseHTTPResponse, begun: float, most: int) -> Answer | Unanswered:
        body = bytearray()
        for block in response.stream(_BLOCK, decode_content=False):
            body += block
            if len(body) > most:
                return Unanswered(f"larger than {most} bytes", again=False)
            if time.monotonic() - begun > self.seconds:
                return Unanswered("timed out", again=True)
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, response.reason or "", headers, bytes(body))


class _WithinError(NewConnectionError):
    """Marks a connection to an address that is not of the public network."""


class _OutsideConnection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connected = super()._new_conn()
        address = ip_address(connected.getpeername()[0].partition("%")[0])
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        if not (mapped or address).is_global:
            connected.close()
            raise _WithinError(self, "not of the public network")
        return connected


class _OutsideSecureConnection(_OutsideConnection, HTTPSConnection):
    pass


class _OutsidePool(HTTPConnectionPool):
    ConnectionCls = _OutsideConnection


class _OutsideSecurePool(HTTPSConnectionPool):
    ConnectionCls = _OutsideSecureConnection


class _Outside(urllib3.PoolManager):
    """Connects to addresses of the public network alone; what a name stands for is looked at when it is connected."""

    def __init__(self, num_pools: int) -> None:
        super().__init__(num_pools=num_pools)
        self.pool_classes_by_scheme = {"http": _OutsidePool, "https": _OutsideSecurePool}
