import { randomBytes } from 'node:crypto';
import type { MerchantProfile } from '@acp-hub/commerce';
import type { AgentProfile, Mode } from '../agents/agent';
import { newToken } from '../agents/bearer-token';
import type { NewId } from '../ids';
import { checkConnection, type ConnectionSettings } from './check-connection';
import { checkToken } from './check-token';
import type { Choices } from './choices';
import { findAgent } from './find-agent';
import { findConnection } from './find-connection';
import type { NewAgent, NewToken, Tenants } from './ports';
import { ProvisioningError } from './provisioning-error';
import { signingSecret } from './signing-secret';

export interface ConnectionRequest extends ConnectionSettings {
  readonly tenantId: string;
  readonly name: string;
  readonly refunds: 'follow_platform' | 'record_only';
  /** Where the platform reports to, behind `/ingress/`. */
  readonly ingressId?: string;
}

export interface AgentRequest {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly name: string;
  readonly profile: AgentProfile;
  /** Absent: the connection's. */
  readonly mode?: Mode;
  readonly token?: string;
  readonly webhook?: { readonly url: string; readonly secret?: string; readonly apiVersion?: string };
  readonly signature?: { readonly policy: 'optional' | 'required'; readonly secret?: string };
}

export type TokenRequest = Pick<AgentRequest, 'tenantId' | 'connectionId' | 'mode' | 'token'> & {
  readonly agentId: string;
};

/** Nobody may guess it. */
const INGRESS_ID = /^[\w-]{32,128}$/;

/** Sets merchants up. Secrets it makes are returned once and never shown again. Its methods throw ProvisioningError. */
export class Provision {
  constructor(
    private readonly tenants: Tenants,
    private readonly choices: Choices,
    private readonly newId: NewId,
    private readonly keysAreGenerated: boolean,
  ) {}

  async tenant(name: string, profile: Omit<MerchantProfile, 'name'>): Promise<{ readonly tenantId: string }> {
    const tenantId = this.newId('ten');
    await this.tenants.add({ tenantId, name, profile });
    return { tenantId };
  }

  async connection(
    request: ConnectionRequest,
  ): Promise<{ readonly connectionId: string; readonly ingressPath: string }> {
    const checked = await checkConnection(this.choices, request, this.keysAreGenerated);
    const connectionId = this.newId('con');
    const ingressId = request.ingressId ?? randomBytes(24).toString('base64url');
    if (!INGRESS_ID.test(ingressId)) {
      throw new ProvisioningError('An ingress id is 32 random letters, digits, "-" or "_" at least.');
    }
    await this.tenants.addConnection(request.tenantId, {
      ...request,
      ...checked,
      connectionId,
      ingressId,
    });
    return { connectionId, ingressPath: `/ingress/${ingressId}` };
  }

  async agent(request: AgentRequest) {
    const { webhook, signature, tenantId } = request;
    const mode = await this.#modeFor(request);
    const agentId = this.newId('agt');
    const webhookSecret = webhook && signingSecret(webhook.secret, 'webhook secret');
    const signatureSecret = signature && signingSecret(signature.secret, 'signature secret');
    const agent: NewAgent = {
      agentId,
      name: request.name,
      profile: request.profile,
      signature: {
        policy: signature?.policy ?? 'off',
        ...(signatureSecret === undefined ? {} : { secret: signatureSecret }),
      },
      ...(webhook === undefined || webhookSecret === undefined
        ? {}
        : { webhook: { ...webhook, secret: webhookSecret } }),
    };
    const token = this.#newToken({ ...request, agentId }, mode);
    await this.tenants.addAgent(tenantId, agent, token);
    return { agentId, tokenId: token.tokenId, token: token.token, webhookSecret, signatureSecret };
  }

  async token(request: TokenRequest): Promise<{ readonly tokenId: string; readonly token: string }> {
    const { tenantId, agentId } = request;
    const mode = await this.#modeFor(request);
    await findAgent(this.tenants, tenantId, agentId);
    const made = this.#newToken(request, mode);
    await this.tenants.addToken(tenantId, made);
    return { tokenId: made.tokenId, token: made.token };
  }

  #newToken({ agentId, connectionId, token }: TokenRequest, mode: Mode): NewToken {
    return { tokenId: this.newId('tok'), token: token ?? newToken(mode), agentId, connectionId, mode };
  }

  /** The mode of the connection a token is for, where that token may be for it. */
  async #modeFor(request: Omit<TokenRequest, 'agentId'>): Promise<Mode> {
    const { connectionId, token } = request;
    const { mode } = await findConnection(this.tenants, request.tenantId, connectionId);
    if (request.mode !== undefined && request.mode !== mode) {
      throw new ProvisioningError(`${connectionId} is a ${mode} connection; its tokens are ${mode} tokens.`);
    }
    if (token !== undefined) checkToken(token, mode);
    return mode;
  }
}
