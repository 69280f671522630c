import { acpError } from '@acp-hub/acp';
import send from '@fastify/send';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AcpFault, fault } from '../../acp/fault';
import { downloadHeaders } from './download-headers';
import { FindDownload } from './find-download';

const ASK_ANEW = 'ask the merchant for a new one, who gets it by: hub feeds url';

/** `GET /downloads/{tenant}/{feed}/{file}?generation=…&expires=…&signature=…`: a file of a feed, for whoever has its URL. */
@ApiExcludeController()
@Controller('downloads')
export class DownloadController {
  constructor(private readonly findDownload: FindDownload) {}

  @Get(':tenantId/:feedId/:file')
  async download(
    @Param() params: { readonly tenantId: string; readonly feedId: string; readonly file: string },
    @Query() { generation, expires, signature }: Readonly<Record<string, unknown>>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const claim = {
      ...params,
      generation: textOf(generation),
      expires: textOf(expires),
      signature: textOf(signature),
    };
    const download = await this.findDownload.execute(claim);
    switch (download.kind) {
      case 'tampered':
        throw new AcpFault(
          acpError(
            'invalid_signature',
            `This URL is not as it was given out; copy it whole, or ${ASK_ANEW}.`,
          ),
          { status: 403 },
        );
      case 'expired':
        throw fault('url_expired', `The time of this URL is over; ${ASK_ANEW}.`);
      case 'revoked':
        throw fault('url_revoked', `The merchant has withdrawn this URL; ${ASK_ANEW}.`);
      case 'absent':
        throw fault('not_found', `The feed has no such file any more; ${ASK_ANEW}.`);
      case 'found':
        return sendFile(request, reply, download);
    }
  }
}

/** A parameter given twice comes as a list. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Streamed; ranges and conditional requests as RFC 9110 has them. */
async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { folder, file }: { readonly folder: string; readonly file: string },
): Promise<void> {
  const options = { root: folder, cacheControl: false, contentType: false, index: false };
  const { type, statusCode, headers, stream } = await send(request.raw, encodeURIComponent(file), options);
  if (type === 'file') {
    await reply
      .code(statusCode)
      .headers({ ...headers, ...downloadHeaders(file) })
      .send(stream);
    return;
  }
  stream.destroy();
  throw refusalOf(statusCode, headers);
}

function refusalOf(status: number, headers: Readonly<Record<string, string>>): AcpFault {
  const { 'Content-Range': contentRange } = headers;
  switch (status) {
    case 412:
      return new AcpFault(acpError('invalid', 'The file has changed; fetch it anew.'), { status });
    case 416:
      return new AcpFault(acpError('invalid', 'The file has no such part; fetch it whole.'), {
        status,
        ...(contentRange !== undefined && { headers: { 'content-range': contentRange } }),
      });
    default:
      return fault('not_found', 'The file has just been replaced; fetch it again.');
  }
}
