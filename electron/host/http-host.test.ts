import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { silentLogger } from '#broker/base/logger'
import { type HttpHost, openHttpHost } from './http-host.ts'

const pageDirectory = fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-page-'))
fs.writeFileSync(path.join(pageDirectory, 'index.html'), '<p>page</p>')
fs.writeFileSync(path.join(os.tmpdir(), 'loupe-outside.txt'), 'outside')

let host: HttpHost
beforeEach(async () => {
  host = await openHttpHost({ port: 0, pageDirectory, contract: {}, services: {}, logger: silentLogger })
})
afterEach(() => host.close())

function get(
  target: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: host.port, path: target, headers }, (response) => {
      let body = ''
      response.on('data', (chunk) => (body += String(chunk)))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
  })
}

function connect(options: {
  readonly token?: string
  readonly origin?: string
  readonly host?: string
}): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, [`loupe.${options.token ?? host.token}`], {
    origin: options.origin ?? `http://127.0.0.1:${host.port}`,
    ...(options.host === undefined ? {} : { headers: { Host: options.host } }),
  })
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.close()
      resolve('open')
    })
    socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)))
    socket.on('error', () => {})
  })
}

describe('the local HTTP host', () => {
  it('serves the page with a strict policy', async () => {
    await expect(get('/')).resolves.toEqual({ status: 200, body: '<p>page</p>' })
  })

  it('opens a socket for the right token, origin and host', async () => {
    await expect(connect({})).resolves.toBe('open')
  })

  it('refuses a wrong token', async () => {
    await expect(connect({ token: 'guess' })).resolves.toBe('401')
  })

  it('refuses another origin', async () => {
    await expect(connect({ origin: 'https://example.org' })).resolves.toBe('403')
  })

  it('refuses a host that is not loopback, for sockets and pages', async () => {
    await expect(
      connect({ host: 'rebound.example.org', origin: 'http://rebound.example.org' }),
    ).resolves.toBe('403')
    await expect(get('/', { Host: 'rebound.example.org' })).resolves.toMatchObject({ status: 403 })
  })

  it('does not leave the page folder', async () => {
    await expect(get('/../loupe-outside.txt')).resolves.toMatchObject({ status: 404 })
    await expect(get('/%2e%2e/loupe-outside.txt')).resolves.toMatchObject({ status: 404 })
    await expect(get('/%zz')).resolves.toMatchObject({ status: 404 })
  })

  it('names the port when it is taken', async () => {
    const second = openHttpHost({
      port: host.port,
      pageDirectory,
      contract: {},
      services: {},
      logger: silentLogger,
    })
    await expect(second).rejects.toThrow(String(host.port))
  })
})
